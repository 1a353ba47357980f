"""A passkey in software: what a browser and its device would answer, for a page at http://localhost."""

import json
import secrets
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import Aaguid, AttestedCredentialData, AuthenticatorData

ORIGIN, HOST = "http://localhost", "localhost"


class SoftKey:
    def __init__(self) -> None:
        self.secret = ec.generate_private_key(ec.SECP256R1())
        self.name = secrets.token_bytes(16)
        self.count = 0

    def create(self, options: dict[str, Any], origin: str = ORIGIN) -> str:
        asked = options["publicKey"]
        public = ES256.from_cryptography_key(self.secret.public_key())
        data = AttestedCredentialData.create(Aaguid.NONE, self.name, public)
        told = self._told(asked["rp"]["id"], AuthenticatorData.FLAG.AT, data)
        attested = cbor.encode({"fmt": "none", "attStmt": {}, "authData": bytes(told)})
        client = self._client("webauthn.create", asked["challenge"], origin)
        return self._answer(client, attestationObject=attested)

    def get(self, options: dict[str, Any], origin: str = ORIGIN) -> str:
        asked = options["publicKey"]
        assert websafe_encode(self.name) in [one["id"] for one in asked["allowCredentials"]]
        self.count += 1
        told = bytes(self._told(asked["rpId"], AuthenticatorData.FLAG(0), None))
        client = self._client("webauthn.get", asked["challenge"], origin)
        signed = told + sha256(client).digest()
        signature = self.secret.sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._answer(client, authenticatorData=told, signature=signature)

    def _told(self, house: str, flag: Any, data: AttestedCredentialData | None) -> Any:
        flags = flag | AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
        digest = sha256(house.encode()).digest()
        return AuthenticatorData.create(digest, flags, self.count, data or b"")

    def _client(self, kind: str, challenge: str, origin: str) -> bytes:
        websafe_decode(challenge)  # as a browser would refuse what is none
        return json.dumps({"type": kind, "challenge": challenge, "origin": origin}).encode()

    def _answer(self, client: bytes, **more: bytes) -> str:
        said = {"clientDataJSON": client, **more}
        name = websafe_encode(self.name)
        return json.dumps(
            {
                "id": name,
                "rawId": name,
                "type": "public-key",
                "response": {key: websafe_encode(one) for key, one in said.items()},
                "clientExtensionResults": {},
            }
        )
