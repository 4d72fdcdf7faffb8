#!/usr/bin/env python
"""Django's command line for Northstar. `run` starts the embedded servers first, the others find them."""

import os
import sys


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - for whoever calls it by hand with another Python
        sys.exit(f"Northstar needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okrsite.settings")
    from okrsite.local import environment
    from okrsite.local.machine import Refused

    try:
        if sys.argv[1:2] == ["run"]:
            environment.start_for_run()
        else:
            environment.fill_environment()
    except Refused as refusal:
        sys.exit(str(refusal))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
