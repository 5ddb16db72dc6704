//! Tests of the workflow that monitors the vendor's document, based on its text.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

fn workspace_path(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

fn read(path: &str) -> Result<String> {
    std::fs::read_to_string(workspace_path(path))
        .map_err(|error| format!("cannot read {path}: {error}").into())
}

fn workflow() -> Result<String> {
    read(".github/workflows/drift.yml")
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Returns the jobs by name, each with its lines.
fn jobs(workflow: &str) -> BTreeMap<&str, String> {
    let mut jobs = BTreeMap::new();
    let mut name = "";
    let lines = workflow.lines().skip_while(|line| *line != "jobs:").skip(1);
    for line in lines {
        if indent(line) == 2 && line.ends_with(':') {
            name = line.trim().trim_end_matches(':');
        }
        let job: &mut String = jobs.entry(name).or_default();
        job.push_str(line);
        job.push('\n');
    }
    jobs
}

fn job(workflow: &str, name: &str) -> Result<String> {
    jobs(workflow)
        .remove(name)
        .ok_or_else(|| format!("the workflow has no job `{name}`").into())
}

fn permissions(job: &str) -> BTreeSet<&str> {
    job.lines()
        .skip_while(|line| *line != "    permissions:")
        .skip(1)
        .take_while(|line| indent(line) > 4)
        .map(str::trim)
        .collect()
}

/// Returns the actions of a job, in order, without comments.
fn actions(job: &str) -> Vec<&str> {
    job.lines()
        .filter_map(|line| line.split_once("uses:"))
        .filter_map(|(_, action)| action.split_whitespace().next())
        .collect()
}

/// Returns the `run` script of every step.
fn scripts(workflow: &str) -> Vec<String> {
    let mut scripts = Vec::new();
    let mut lines = workflow.lines().peekable();
    while let Some(line) = lines.next() {
        let step = line.trim_start();
        let step = step.strip_prefix("- ").unwrap_or(step);
        let Some(rest) = step.strip_prefix("run:").map(str::trim) else {
            continue;
        };
        // `defaults` also has a `run`, which is not a script.
        if rest.is_empty() {
            continue;
        }
        if !rest.starts_with('|') {
            scripts.push(rest.to_owned());
            continue;
        }
        let depth = line.len() - step.len();
        let mut script = String::new();
        while let Some(line) = lines.next_if(|line| line.trim().is_empty() || indent(line) > depth)
        {
            script += line.trim_start();
            script.push('\n');
        }
        scripts.push(script);
    }
    scripts
}

/// Splits a script into commands and unquoted words. Supports only the shell syntax of the workflow.
fn commands(script: &str) -> Result<Vec<Vec<String>>> {
    let mut commands: Vec<Vec<String>> = Vec::new();
    let mut command: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let mut quote: Option<char> = None;
    let mut letters = script.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            (_, Some(open)) if letter == open => quote = None,
            (_, Some(_)) => word.get_or_insert_default().push(letter),
            ('\'' | '"', None) => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            ('\\', None) => match letters.next() {
                Some('\n') | None => command.extend(word.take()),
                Some(next) => word.get_or_insert_default().push(next),
            },
            ('#', None) if word.is_none() => {
                while letters.next_if(|letter| *letter != '\n').is_some() {}
            }
            (' ' | '\t', None) => command.extend(word.take()),
            ('\n' | ';' | '|' | '&' | '<' | '>' | '(' | ')', None) => {
                command.extend(word.take());
                commands.push(std::mem::take(&mut command));
            }
            (_, None) => word.get_or_insert_default().push(letter),
        }
    }
    if quote.is_some() {
        return Err(
            format!("an unterminated quote, or unsupported shell syntax:\n{script}").into(),
        );
    }
    command.extend(word.take());
    commands.push(command);
    commands.retain(|command| !command.is_empty());
    Ok(commands)
}

/// Returns the arguments of each `cargo xtask` command, with variables as plain words.
fn tasks(workflow: &str) -> Result<Vec<Vec<String>>> {
    let mut tasks = Vec::new();
    for script in scripts(workflow) {
        for command in commands(&script)? {
            let at = command
                .windows(2)
                .position(|pair| pair.iter().eq(["cargo", "xtask"]));
            if let Some(at) = at {
                let words = command.iter().skip(at + 2);
                tasks.push(
                    words
                        .map(|word| word.replace(['$', '{', '}'], ""))
                        .collect(),
                );
            }
        }
    }
    Ok(tasks)
}

#[test]
fn scripts_are_split_into_commands() -> Result {
    let text = "jobs:\n  - run: cargo xtask lint\n  - name: a\n    run: |\n      # it's a comment\n      if cargo xtask facts \\\n        \
        \"$A/b c\" > out; then\n        echo 'cargo xtask nothing'\n      fi\n\n      cargo xtask ci || x=$?\n    env:\n      \
        A: cargo xtask no\n";
    let found = tasks(text)?;
    assert_eq!(found, [vec!["lint"], vec!["facts", "A/b c"], vec!["ci"]]);
    assert!(commands("echo 'open").is_err());
    Ok(())
}

#[test]
fn every_xtask_command_of_the_workflow_exists() -> Result {
    let tasks = tasks(&workflow()?)?;
    for task in &tasks {
        let words: Vec<&str> = task.iter().map(String::as_str).collect();
        xtask::cli::accepts(&words)
            .map_err(|error| format!("`cargo xtask {}` is rejected: {error}", words.join(" ")))?;
    }
    let names: Vec<&str> = tasks
        .iter()
        .filter(|task| task.first().is_some_and(|first| first == "upstream"))
        .filter_map(|task| task.get(1).map(String::as_str))
        .collect();
    // The body is written before the adoption, which removes the differences.
    assert_eq!(names, ["fetch", "diff", "pr-body", "adopt"]);
    assert!(xtask::cli::accepts(&["upstream", "adpot"]).is_err());
    Ok(())
}

#[test]
fn scripts_have_no_expressions() -> Result {
    let scripts = scripts(&workflow()?);
    assert!(scripts.len() > 5, "no scripts found");
    for script in scripts {
        // This includes `github.event` and outputs of steps. Scripts receive them in variables, which a shell does not parse as
        // code.
        assert!(
            !script.contains("${{"),
            "an expression in a script:\n{script}"
        );
        assert!(!script.contains("eval "), "{script}");
    }
    Ok(())
}

#[test]
fn each_job_has_the_least_permissions() -> Result {
    let text = workflow()?;
    assert!(text.lines().any(|line| line == "permissions: {}"));
    assert_eq!(
        text.matches("permissions:").count(),
        3,
        "once for all jobs, and once per job"
    );
    let names: Vec<&str> = jobs(&text).into_keys().collect();
    assert_eq!(names, ["compare", "propose"]);
    assert_eq!(
        permissions(&job(&text, "compare")?),
        BTreeSet::from(["contents: read"])
    );
    assert_eq!(
        permissions(&job(&text, "propose")?),
        BTreeSet::from(["contents: write", "pull-requests: write"])
    );
    assert_eq!(
        text.matches("secrets").count(),
        text.matches("${{ secrets.GITHUB_TOKEN }}").count(),
        "a secret other than GITHUB_TOKEN is used"
    );
    Ok(())
}

#[test]
fn each_job_uses_only_known_actions() -> Result {
    let text = workflow()?;
    for (name, expected) in [
        ("compare", ["actions/checkout", "actions/upload-artifact"]),
        ("propose", ["actions/checkout", "actions/download-artifact"]),
    ] {
        let job = job(&text, name)?;
        let used = actions(&job).into_iter();
        let used: Vec<_> = used
            .map(|action| action.split('@').next().unwrap_or(action))
            .collect();
        assert_eq!(used, expected);
    }
    Ok(())
}

/// A tag can be moved to other code; a commit cannot.
#[test]
fn every_action_is_pinned_by_commit() -> Result {
    let mut pins: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in std::fs::read_dir(workspace_path(".github/workflows"))? {
        let path = entry?.path();
        let text = std::fs::read_to_string(&path)?;
        for (_, action) in text.lines().filter_map(|line| line.split_once("uses:")) {
            let unpinned = || format!("{}: `{}` is not pinned", path.display(), action.trim());
            let (name, pin) = action.split_once('@').ok_or_else(unpinned)?;
            let (commit, version) = pin.split_once(" # v").ok_or_else(unpinned)?;
            let is_commit = commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit());
            let numbers = version
                .split([' ', ';'])
                .next()
                .unwrap_or_default()
                .split('.');
            let is_version = numbers.map(str::parse::<u32>).filter(|n| n.is_ok()).count() == 3;
            assert!(is_commit && is_version, "{}", unpinned());
            let pins = pins.entry(name.trim().to_owned()).or_default();
            pins.insert(commit.to_owned());
        }
    }
    assert!(pins.contains_key("actions/checkout"), "{pins:?}");
    for (action, commits) in pins {
        assert_eq!(commits.len(), 1, "{action} is pinned to several commits");
    }
    Ok(())
}

#[test]
fn advisories_are_checked_daily() -> Result {
    let text = read(".github/workflows/advisories.yml")?;
    let cron = text
        .lines()
        .find_map(|line| line.trim().strip_prefix("- cron: "));
    let cron = cron
        .ok_or("advisories.yml has no schedule")?
        .trim_matches('"');
    let fields: Vec<&str> = cron.split_whitespace().collect();
    assert_eq!(fields.get(2..), Some(["*", "*", "*"].as_slice()), "{cron}");
    let runs: Vec<_> = scripts(&text)
        .iter()
        .map(|script| commands(script))
        .collect::<Result<_>>()?;
    let check = ["cargo", "deny", "--locked", "check", "advisories"];
    assert!(runs.concat().iter().any(|command| command.iter().eq(check)));
    Ok(())
}

/// Generated code could change the environment of its job and read the job's token.
#[test]
fn generated_code_runs_without_a_token() -> Result {
    let text = workflow()?;
    let compare = job(&text, "compare")?;
    for token in ["secrets", "github.token", "GH_TOKEN"] {
        assert!(!compare.contains(token), "`compare` has {token}");
    }
    for job in jobs(&text).values() {
        let checkouts = job.matches("uses: actions/checkout@").count();
        assert_eq!(
            job.matches("persist-credentials: false").count(),
            checkouts,
            "a checkout persists its token"
        );
    }

    let propose = job(&text, "propose")?;
    assert!(propose.lines().any(|line| line == "    needs: compare"));
    let scripts = scripts(&propose);
    assert!(!scripts.is_empty(), "no scripts found");
    for script in &scripts {
        for tool in ["cargo", "rustup", "rustc"] {
            assert!(
                !script.contains(tool),
                "{tool} in the job with write access:\n{script}"
            );
        }
    }
    Ok(())
}

#[test]
fn patch_is_limited_to_three_directories() -> Result {
    let mut applied = Vec::new();
    for script in scripts(&job(&workflow()?, "propose")?) {
        let commands = commands(&script)?;
        applied.extend(
            commands
                .into_iter()
                .filter(|command| command.iter().take(2).eq(["git", "apply"])),
        );
    }
    let [command] = applied.as_slice() else {
        return Err(format!("expected one `git apply`, found {applied:?}").into());
    };
    assert!(command.iter().any(|word| word == "--index"));
    let included: Vec<&str> = command
        .iter()
        .filter_map(|word| word.strip_prefix("--include="))
        .collect();
    assert_eq!(included, ["openapi/*", "crates/*", "tests/*"]);
    Ok(())
}

#[test]
fn branch_name_is_defined_in_one_place() -> Result {
    let text = workflow()?;
    assert_eq!(text.matches("drift/upstream").count(), 1);
    assert!(text.lines().any(|line| line == "  BRANCH: drift/upstream"));
    Ok(())
}

#[test]
fn workflow_installs_documented_version_of_typos() -> Result {
    let version = xtask::commands::ci::TYPOS_VERSION;
    assert!(read(".github/workflows/ci.yml")?.contains(&format!("typos=={version}\n")));
    Ok(())
}
