"""The installed program: what each command is called, what it takes, and how it is reached."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import django
from django.db import OperationalError

from pactwork import environment
from pactwork.variables import wrong

SERVICES = ("serve", "work", "demo")
WRITERS = (
    "institution",
    "roster",
    "erase",
    "erase-person",
    "retain",
    "sign-out",
    "forget-second-step",
)


def parser() -> argparse.ArgumentParser:
    """Every command in one table; each is a file in ``commands/`` with a ``run(options)``."""
    program = argparse.ArgumentParser(
        prog="pactwork", description="Work-based learning that runs on personalised contracts."
    )
    commands = program.add_subparsers(dest="command", required=True, metavar="COMMAND")

    demo = commands.add_parser("demo", help="try it: an example university, ready to click through")
    demo.add_argument(
        "--fresh", action="store_true", help="delete the previous demo and start again"
    )
    commands.add_parser("serve", help="run the web pages for real people")
    work = commands.add_parser("work", help="send emails as they fall due, until stopped")
    work.add_argument("--once", action="store_true", help="send what is due now, then stop")
    work.add_argument("--beside", type=int, metavar="PID", help=argparse.SUPPRESS)
    _module(commands.add_parser("module", help="check, load, copy or convert a module"))
    _institution(commands.add_parser("institution", help="show or set how it looks and speaks"))
    _roster(commands.add_parser("roster", help="load people, cohorts and sets from a CSV file"))
    _verify(commands.add_parser("verify", help="check that the history is complete and unaltered"))
    commands.add_parser("checkpoint", help="sign the history as it is now")
    _copies(commands)
    erase = commands.add_parser("erase", help="erase a contract and all its text permanently")
    erase.add_argument(
        "contract", metavar="CONTRACT", help="its ref, as in the address of its page"
    )
    erase.add_argument(
        "--reason", required=True, metavar="TEXT", help="kept on record, so do not name anyone"
    )
    erase.add_argument("--yes", action="store_true", help="do not ask before erasing")
    forget = commands.add_parser(
        "forget-second-step",
        help="for someone who has lost their phone, passkey and recovery codes",
    )
    forget.add_argument("email", metavar="EMAIL", help="the address they sign in with")
    sign_out = commands.add_parser("sign-out", help="sign someone out everywhere")
    sign_out.add_argument("email", metavar="EMAIL", help="the address they sign in with")
    _rights(commands)
    commands.add_parser("doctor", help="say in plain words what is set up wrongly")
    commands.add_parser("migrate", help="bring the database up to date")
    django = commands.add_parser("django", help="run any Django command, for developers")
    django.add_argument("arguments", nargs=argparse.REMAINDER)
    return program


def _copies(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    backup = commands.add_parser("backup", help="copy the database and uploads into one file")
    backup.add_argument("file", metavar="FILE", help="a new file: .tar, or .tar.gz to compress it")
    backup.add_argument(
        "--with-keys", action="store_true", help="include the keys; keep such a file secret"
    )
    restore = commands.add_parser("restore", help="restore a backup and check that it is complete")
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("--replace", action="store_true", help="overwrite existing data")
    export = commands.add_parser("export", help="write a pack that proves itself without Pactwork")
    one_or_all = export.add_mutually_exclusive_group()
    one_or_all.add_argument("--contract", metavar="REF", help="only this contract")
    one_or_all.add_argument(
        "--institution", metavar="NAME", help="its name or ref, if there are several"
    )
    export.add_argument("out", metavar="OUT", help="a folder, or a file whose name ends in .zip")


def _institution(institution: argparse.ArgumentParser) -> None:
    institution.add_argument("file", nargs="?", metavar="FILE", help="a YAML file to load")
    institution.add_argument("--check", action="store_true", help="only say what is wrong with it")
    institution.add_argument("--write", metavar="OUT", help="write what is in force to a new file")
    institution.add_argument(
        "--institution", metavar="NAME", help="its name or ref, if there are several"
    )
    other = institution.add_mutually_exclusive_group()
    other.add_argument(
        "--rename", action="store_true", help="the file gives the institution another name"
    )
    other.add_argument("--new", action="store_true", help="the file is another institution’s")
    institution.add_argument("--time-zone", metavar="ZONE", help="for example Europe/Helsinki")
    institution.add_argument(
        "--help-email", metavar="EMAIL", help="who people can write to; every email gives it"
    )


def _verify(verify: argparse.ArgumentParser) -> None:
    verify.add_argument(
        "--against", nargs="+", metavar="FILE", help="compare with checkpoints kept elsewhere"
    )
    verify.add_argument(
        "--settle", metavar="CONTRACT", help="you have looked into what was altered; needs --reason"
    )
    verify.add_argument("--certificate", metavar="FILE", help="check a certificate of erasure")
    verify.add_argument("--reason", metavar="TEXT", help="kept on record, so do not name anyone")


def _rights(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    about = commands.add_parser("about", help="save everything kept about a person in one file")
    about.add_argument("email", metavar="EMAIL")
    about.add_argument("out", metavar="OUT", help="a new file whose name ends in .zip")
    about.add_argument(
        "--institution", metavar="NAME", help="its name or ref, if there are several"
    )
    person = commands.add_parser("erase-person", help="erase a person as far as possible")
    person.add_argument("email", metavar="EMAIL")
    person.add_argument(
        "--reason", required=True, metavar="TEXT", help="kept on record, so do not name anyone"
    )
    person.add_argument(
        "--institution", metavar="NAME", help="its name or ref, if there are several"
    )
    person.add_argument("--dry-run", action="store_true", help="only show what would be erased")
    person.add_argument("--yes", action="store_true", help="do not ask before erasing")
    retain = commands.add_parser("retain", help="list what is past its time, then erase it")
    retain.add_argument("--months", type=int, metavar="N", help="how many months to keep contracts")
    retain.add_argument("--run", metavar="REF", help="a rule for this run only; needs --months")
    retain.add_argument(
        "--institution", metavar="NAME", help="its name or ref, if there are several"
    )
    retain.add_argument("--nightly", choices=["on", "off"], help="erase what is due every night")
    retain.add_argument("--apply", action="store_true", help="erase what is due, permanently")
    retain.add_argument("--yes", action="store_true", help="do not ask before erasing")


def _module(module: argparse.ArgumentParser) -> None:
    verbs = module.add_subparsers(dest="verb", required=True, metavar="check|load|copy|convert")
    check = verbs.add_parser("check", help="read a module file and say what is wrong with it")
    check.add_argument("file")
    load = verbs.add_parser("load", help="put a module into the database, ready to be run")
    load.add_argument("file")
    load.add_argument("--institution", metavar="NAME", help="its name or ref; the first is created")
    load.add_argument("--new", action="store_true", help="create another institution of that name")
    load.add_argument(
        "--starts", metavar="YYYY-MM-DD", help="create a run that starts on this date"
    )
    convert = verbs.add_parser("convert", help="write a module file in the newest format")
    convert.add_argument("file")
    convert.add_argument("--to", metavar="FILE", required=True, help="a new file to write")
    copy = verbs.add_parser("copy", help="copy a run to other weeks")
    copy.add_argument("run", metavar="RUN", help="the ref of the run to copy")
    copy.add_argument(
        "--starts",
        metavar="YYYY-MM-DD",
        required=True,
        help="the new run starts in the week of this date",
    )
    copy.add_argument("--name", metavar="NAME", help="what the new run is called")
    copy.add_argument(
        "--staff", action="store_true", help="copy its team as well; students are never copied"
    )


def _roster(roster: argparse.ArgumentParser) -> None:
    verbs = roster.add_subparsers(dest="verb", required=True, metavar="load|columns")
    load = verbs.add_parser("load", help="show what a CSV file would change, then change it")
    load.add_argument("file")
    load.add_argument(
        "--run", metavar="REF", help="for lines that do not name a run, if there are several"
    )
    load.add_argument(
        "--whole",
        action="store_true",
        help="it is the complete list: the place of anyone not in it ends",
    )
    load.add_argument("--code", help="for students whose line names no module code")
    load.add_argument("--once", action="store_true", help="do not remember what --map says")
    load.add_argument("--yes", action="store_true", help="do not ask before writing")
    columns = verbs.add_parser("columns", help="show what is remembered of columns, or change it")
    columns.add_argument(
        "--forget", action="append", metavar="HEADING", default=[], help="this one; again for each"
    )
    columns.add_argument("--forget-all", action="store_true", help="everything that is remembered")
    for verb in (load, columns):
        _columns(verb)


def _columns(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--institution", metavar="NAME", help="its name or ref, if there are several")
    verb.add_argument(
        "--map",
        metavar="COLUMN=HEADING",
        action="append",
        default=[],
        help="the heading that our column has in this file, such as key=STU_CODE; repeat for each",
    )
    verb.add_argument("--role", help="for lines that do not name a role, such as student")
    verb.add_argument(
        "--code-page", metavar="NAME", help="such as Windows-1250, for files that are not Unicode"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse, wake Django, hand over. A command returns its exit code."""
    options = parser().parse_args(arguments)
    environment.keep_private()
    if options.command == "demo":
        os.environ["PACTWORK_MODE"] = "demo"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pactwork.settings")
    if options.command not in SERVICES and os.environ.get("PACTWORK_LOG") == "json":
        del os.environ["PACTWORK_LOG"]  # whoever reads what others say is a person
    try:
        _wake(options.command)
        _insist_up_to_date(options)
        sys.exit(import_module(_file(options.command)).run(options))
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if sentence := _in_a_sentence(error, options.command):
            sys.exit(sentence)
        raise


def _wake(command: str) -> None:
    """Settings that stop everything are said by the doctor together with all others."""
    try:
        django.setup()
    except SystemExit:
        if command == "doctor":
            sys.exit("\n".join(f"✗ {sentence}" for sentence in wrong()))
        raise


def _insist_up_to_date(options: argparse.Namespace) -> None:
    """Nothing is written into tables that are half made, or of another version."""
    loads = options.command == "module" and options.verb in ("load", "copy")
    if loads or options.command in WRITERS:
        from pactwork.commands.say import trouble, waiting_migrations  # once Django is set up

        if waiting_migrations():
            sys.exit(
                trouble("The database is not up to date. Run `pactwork migrate`, then try again.")
            )


def _file(command: str) -> str:
    return f"pactwork.commands.{command.replace('-', '_')}"


def _in_a_sentence(error: Exception, command: str) -> str:
    """What an administrator can mend; the doctor says whatever it is."""
    if isinstance(error, PermissionError):
        return (
            f"{error.filename} cannot be read or written. Run this as the user that Pactwork runs as, "
            "and give the full path of files, in a folder that this user can use."
        )
    if isinstance(error, OperationalError):
        return f"The database does not answer. Check DATABASE_URL, or the data folder.\n{error}"
    if isinstance(error, environment.Unusable):
        return str(error)
    if command == "doctor":
        return f"✗ Pactwork cannot start with these settings ({type(error).__name__}: {error})."
    return ""


if __name__ == "__main__":
    main()
