//! Every command has a help text that explains it, its options and its use.

use std::path::Path;

use clap::Command;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Returns the commands at every level, each with its subcommands after it.
fn commands(command: &Command) -> Vec<Command> {
    let mut all = vec![command.clone()];
    let subcommands = command.get_subcommands();
    for subcommand in subcommands.filter(|subcommand| subcommand.get_name() != "help") {
        all.extend(commands(subcommand));
    }
    all
}

fn all_commands() -> Vec<Command> {
    let mut definition = xtask::cli::definition();
    definition.build();
    commands(&definition)
}

#[test]
fn every_help_text_is_in_the_snapshot() {
    let mut texts = String::new();
    for mut command in all_commands() {
        let help = command.render_long_help().to_string();
        let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
        let name = command.get_bin_name().unwrap_or_default();
        texts += &format!("== {name} --help\n{}\n\n", lines.join("\n"));
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("help_xtask", texts));
}

#[test]
fn every_command_and_argument_is_explained() -> Result {
    let all = all_commands();
    assert!(all.len() > 15, "{} commands", all.len());
    for command in &all {
        let name = command.get_bin_name().ok_or("a command without a name")?;
        assert!(command.get_about().is_some(), "{name}: no description");
        for argument in command.get_arguments() {
            let id = argument.get_id();
            assert!(argument.get_help().is_some(), "{name} {id}: no description");
        }
        let example = format!("  {name}");
        let examples = command.get_after_help().map(ToString::to_string);
        let has_example = examples.is_some_and(|text| text.contains(&example));
        assert!(
            has_example || command.has_subcommands(),
            "{name}: no example"
        );
    }
    Ok(())
}
