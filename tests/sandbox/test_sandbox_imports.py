import subprocess
import sys

# A process of its own that answers one submit, and prints the kinds of task whose modules it has imported for that.
SCRIPT = """
import json
import sys
from vidu_cli.sandbox import engine
from vidu_cli.sandbox.world import World
from vidu_cli.schema.kinds import KIND_NAMES

body = json.dumps({"template": "hugging", "prompt": "they hug", "images": ["https://ex.test/a.png"]}).encode()
headers = {"authorization": "Token sandbox", "content-type": "application/json"}
request = engine.Request(
    method="POST", target="/ent/v2/template", headers=headers, body=body, origin="https://sandbox.invalid"
)
reply = engine.answer(request, World.in_memory(), 1_795_450_000.0)
modules = {name: f"vidu_cli.schema.kinds.{name.replace('-', '_')}" for name in KIND_NAMES}
sys.stdout.write(f"{reply.status} {[name for name, module in modules.items() if module in sys.modules]}")
"""


def test_a_submit_needs_the_module_of_its_own_kind_only() -> None:
    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)

    assert run.stdout == "200 ['template']"
