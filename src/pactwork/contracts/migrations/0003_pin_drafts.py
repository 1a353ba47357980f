"""Until now a draft was in its contract's template; from now on it keeps its own."""

from django.db import migrations, models


def pin_drafts(apps, schema_editor):
    Contract = apps.get_model("contracts", "Contract")
    Draft = apps.get_model("contracts", "Draft")
    own = Contract.objects.filter(pk=models.OuterRef("contract_id")).values("template_id")[:1]
    Draft.objects.filter(template=None).update(template_id=models.Subquery(own))


class Migration(migrations.Migration):
    dependencies = [("contracts", "0002_the_working_document")]

    operations = [migrations.RunPython(pin_drafts, migrations.RunPython.noop)]
