"""``python -m hegui``."""

from hegui.cli import main

if __name__ == "__main__":
    main()
