"""The command `pledgewire`: extract, validate, publish, tail, check, topics, version."""

import typer

from services.cli import check, extract, publish, tail, topics, validate, version

HELP = """NATO commitment events from news: who commits what to whom, how far along, with the sentence that proves it.

`extract` and `validate` need no Kafka. The others talk to the brokers that --bootstrap or PLEDGEWIRE_KAFKA_BOOTSTRAP
names; `make up` starts one on this machine.

Exit status: 0 all went through, 1 something was refused or failed (the rest is done, stderr says which and why),
2 wrong usage."""

app = typer.Typer(
    name="pledgewire",
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("extract")(extract.extract)
app.command("validate")(validate.validate)
app.command("publish")(publish.publish)
app.command("tail")(tail.tail)
app.command("check")(check.check)
app.add_typer(topics.app, name="topics")
app.command("version")(version.version)


def main() -> None:
    """Runs the command."""
    app()


if __name__ == "__main__":
    main()
