//! `test`: style, lints, native tests, wasm tests in Chromium, and the served page in Chromium; every
//! tool that is missing is installed, and the last line counts everything.

use super::project::works;
use super::{build, content, project, rgaa};
use boussole_authoring::check;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// Where Debian puts Chromium.
pub const CHROMIUM: &str = "/usr/bin/chromium";
const DRIVER: &str = "/usr/bin/chromedriver";
/// What drives the two other engines, serves hostile hosts and runs `WordPress`: the Debian packages, and a
/// file of each. Without them their tests are skipped.
const OTHERS: [(&str, &str); 10] = [
    ("firefox-esr", "/usr/bin/firefox"),
    ("webkit2gtk-driver", "/usr/bin/WebKitWebDriver"),
    ("libwebkit2gtk-4.1-0", "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"),
    ("xvfb", "/usr/bin/Xvfb"),
    ("xauth", "/usr/bin/xauth"),
    ("nginx-light", "/usr/sbin/nginx"),
    ("php-cli", "/usr/bin/php"),
    ("php-sqlite3", "/usr/share/doc/php-sqlite3"),
    ("php-mbstring", "/usr/share/doc/php-mbstring"),
    ("php-xml", "/usr/share/doc/php-xml"),
];

/// The crates that a visitor downloads.
const SHIPPED: [&str; 5] = ["boussole", "boussole-content", "boussole-domain", "boussole-needle", "boussole-search"];

#[derive(Default)]
struct Totals {
    passed: u32,
    failed: u32,
    skipped: u32,
    /// What became of each test that has a name; of two that share one, the worse.
    named: BTreeMap<String, &'static str>,
}

impl Totals {
    fn name(&mut self, name: &str, state: &'static str) {
        let kept = self.named.entry(name.to_owned()).or_insert(state);
        if *kept == "passed" || state == "failed" {
            *kept = state;
        }
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

/// Runs every test there is, or those named.
pub fn test(names: &[String]) -> Result<ExitCode, String> {
    if names.is_empty() { every_test() } else { some(names) }
}

/// `native`, `wasm`, and files of `tests/browser` by their names, on what stands here.
fn some(names: &[String]) -> Result<ExitCode, String> {
    let folder = project::root().join("tests/browser");
    let wanted = |suite: &str| names.iter().any(|name| name == suite);
    let named = names.iter().filter(|name| *name != "native" && *name != "wasm");
    let files: Vec<PathBuf> = named.map(|name| folder.join(format!("{name}.test.mjs"))).collect();
    if let Some(missing) = files.iter().find(|file| !file.exists()) {
        return Err(format!(
            "{} is not there: a test is `native`, `wasm`, or the name of a file of tests/browser",
            missing.display()
        ));
    }
    if wanted("native") {
        project::run(project::cargo().args([
            "test",
            "--quiet",
            "--workspace",
            "--lib",
            "--bins",
            "--test",
            "widget",
            "--test",
            "cli",
        ]))?;
    }
    if wanted("wasm") {
        project::ensure_wasm_target()?;
        ensure_browsers()?;
        project::run(&mut wasm_tests()?)?;
    }
    if !files.is_empty() {
        ensure_browser_tools()?;
        let program = copy_of_this_program()?;
        build::build(&build::Wanted::default())?;
        // Who asks for the frameworks wants them all, not the quick ones alone.
        project::run(browser_tests(&program, &files, "spec")?.env("BOUSSOLE_FRAMEWORKS", "all"))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn every_test() -> Result<ExitCode, String> {
    project::ensure_wasm_target()?;
    ensure_components()?;
    ensure_browsers()?;
    ensure_node_tools()?;

    // The native tests build this program anew and replace the file it runs from.
    let program = copy_of_this_program()?;
    let mut totals = Totals::default();
    let mut step = |title: &str, command: &mut Command, count: fn(&str, &mut Totals)| -> Result<(), String> {
        println!("\n== {title}");
        let (passed, failed, skipped) = (totals.passed, totals.failed, totals.skipped);
        let ended = stream(command, |line| count(line, &mut totals))?;
        // A step that only says yes or no counts as one test; a crash is a failure even if it counted none.
        if !ended && totals.failed == failed {
            totals.failed += 1;
        } else if ended && totals.passed == passed && totals.skipped == skipped {
            totals.passed += 1;
        }
        Ok(())
    };
    let none: fn(&str, &mut Totals) = |_, _| {};

    step("style", project::cargo().args(["fmt", "--all", "--check"]), none)?;
    step(
        "lints",
        project::cargo().args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]),
        none,
    )?;
    step(
        "lints of the module",
        wasm(
            project::cargo()
                .args(["clippy", "--quiet", "--lib"])
                .args(SHIPPED.map(|name| ["--package", name]).concat()),
        )
        .args(["--", "-D", "warnings"]),
        none,
    )?;
    step(
        "documentation",
        project::cargo()
            .args(["doc", "--quiet", "--workspace", "--no-deps", "--lib"])
            .env("RUSTDOCFLAGS", "-D warnings"),
        none,
    )?;
    step(
        "native tests",
        project::cargo()
            .args(["test", "--workspace", "--lib", "--bins", "--test", "widget", "--test", "cli"])
            .env("INSTA_UPDATE", "no"),
        rust,
    )?;
    step("wasm tests in Chromium", &mut wasm_tests()?, rust)?;
    println!("\n== release for the browser tests");
    build::build(&build::Wanted::default())?;
    let mut files = super::artifact::files(&project::root().join("tests/browser"))?;
    files.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    step("the served page in Chromium", &mut browser_tests(&program, &files, "tap")?, tap)?;

    rgaa::write_down(&totals.named, &check::today().to_string())?;
    println!("\n{totals}");
    Ok(if totals.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Installs what drives a browser from Node.js.
pub fn ensure_browser_tools() -> Result<(), String> {
    ensure_browsers()?;
    ensure_node_tools()
}

fn wasm(command: &mut Command) -> &mut Command {
    command.args(["--target", "wasm32-unknown-unknown", "--no-default-features"])
}

fn wasm_tests() -> Result<Command, String> {
    let runner = wasm_test_runner()?;
    let mut command = project::cargo();
    wasm(command.args(["test", "--package", "boussole"]))
        .args(["--test", "wasm"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", DRIVER)
        .env("BOUSSOLE_PACKS", packs()?);
    Ok(command)
}

/// Compiles what serves a wasm test file to a browser.
fn wasm_test_runner() -> Result<PathBuf, String> {
    let target = project::target()?;
    let folder = project::root().join("tests/wasm/runner");
    // Where the rest is compiled: most of its dependencies are there.
    let cargo = &mut project::cargo();
    project::run(cargo.current_dir(folder).args(["build", "--quiet", "--locked"]).env("CARGO_TARGET_DIR", &target))?;
    Ok(target.join(format!("debug/wasm-test-runner{}", std::env::consts::EXE_SUFFIX)))
}

fn copy_of_this_program() -> Result<PathBuf, String> {
    let here = std::env::current_exe().map_err(|error| format!("this program cannot find itself: {error}"))?;
    let folder = project::target()?.join("boussole-runner");
    let copy = folder.join("boussole");
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::copy(here, &copy))
        .map(|_| copy)
        .map_err(|error| format!("{}: {error}", folder.display()))
}

/// The content packs as files that the wasm tests include.
fn packs() -> Result<PathBuf, String> {
    let folder = project::target()?.join("boussole-packs");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for pack in content::packs(&project::www())? {
        let path = folder.join(format!("{}.pack", pack.messages.code));
        let bytes = pack.write().map_err(|error| format!("content pack: {error}"))?;
        // An unchanged file keeps its date, and the tests their build.
        if std::fs::read(&path).is_ok_and(|old| old == bytes) {
            continue;
        }
        std::fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(folder)
}

fn browser_tests(program: &Path, files: &[PathBuf], reporter: &str) -> Result<Command, String> {
    let mut command = Command::new("node");
    command
        .current_dir(project::root().join("tests"))
        .args(["--test", "--test-concurrency=1", &format!("--test-reporter={reporter}")])
        .env("BOUSSOLE_BIN", program)
        .env("BOUSSOLE_CHROMIUM", CHROMIUM)
        .env("BOUSSOLE_DIST", project::dist())
        .env("BOUSSOLE_TARGET", project::target()?)
        .args(files);
    Ok(command)
}

/// Runs a command, passing its lines on while reading them.
fn stream(command: &mut Command, mut read: impl FnMut(&str)) -> Result<bool, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| format!("{name} cannot be run: {error}"))?;
    if let Some(out) = child.stdout.take() {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            println!("{line}");
            read(&line);
        }
    }
    child.wait().map(|status| status.success()).map_err(|error| format!("{name}: {error}"))
}

/// `test name ... ok`, and `test result: ok. 12 passed; 0 failed; 1 ignored; …`
fn rust(line: &str, totals: &mut Totals) {
    if let Some((name, state)) = line.trim().strip_prefix("test ").and_then(|own| own.rsplit_once(" ... ")) {
        totals.name(
            name,
            if state == "ok" {
                "passed"
            } else if state == "FAILED" {
                "failed"
            } else {
                "skipped"
            },
        );
    }
    let Some(counts) = line.trim().strip_prefix("test result:") else { return };
    let counts = counts.split_once('.').map_or("", |(_, counts)| counts);
    for part in counts.split(';') {
        let mut words = part.split_whitespace();
        let (Some(count), Some(what)) = (words.next().and_then(|count| count.parse::<u32>().ok()), words.next()) else {
            continue;
        };
        match what {
            "passed" => totals.passed += count,
            "failed" => totals.failed += count,
            "ignored" => totals.skipped += count,
            _ => {}
        }
    }
}

/// `ok 3 - name`, `not ok 3 - name`, `ok 3 - name # SKIP why`, and `# pass 12`
fn tap(line: &str, totals: &mut Totals) {
    let (failed, rest) = match line.trim_start().strip_prefix("not ") {
        Some(rest) => (true, rest),
        None => (false, line.trim_start()),
    };
    if let Some((_, name)) = rest.strip_prefix("ok ").and_then(|rest| rest.split_once(" - ")) {
        let (name, skipped) = name.split_once(" # ").map_or((name, false), |(name, _)| (name, true));
        totals.name(
            &name.replace("\\#", "#"),
            if failed {
                "failed"
            } else if skipped {
                "skipped"
            } else {
                "passed"
            },
        );
    }
    let mut words = line.split_whitespace();
    let (Some("#"), Some(what), Some(count)) =
        (words.next(), words.next(), words.next().and_then(|n| n.parse::<u32>().ok()))
    else {
        return;
    };
    match what {
        "pass" => totals.passed += count,
        "fail" | "cancelled" => totals.failed += count,
        "skipped" | "todo" => totals.skipped += count,
        _ => {}
    }
}

fn ensure_components() -> Result<(), String> {
    if works("cargo", &["fmt", "--version"]) && works("cargo", &["clippy", "--version"]) {
        return Ok(());
    }
    eprintln!("  installing rustfmt and clippy (once)");
    project::run(Command::new("rustup").args(["component", "add", "rustfmt", "clippy"]))
        .map_err(|_| "rustfmt or clippy is missing: install them with `rustup component add rustfmt clippy`".to_owned())
}

fn ensure_browsers() -> Result<(), String> {
    let there = |path: &str| Path::new(path).exists();
    let missing = || OTHERS.iter().filter(|(_, path)| !there(path)).map(|(package, _)| *package).collect::<Vec<_>>();
    let chromium = || there(CHROMIUM) && there(DRIVER);
    if chromium() && missing().is_empty() {
        return Ok(());
    }
    eprintln!("  installing the browsers, nginx and PHP (once)");
    let apt = |args: &[&str]| works("apt-get", args) || works("sudo", &[&["-n", "apt-get"], args].concat());
    let install = |packages: &[&str]| apt(&[&["install", "-y", "-qq", "--no-install-recommends"], packages].concat());
    apt(&["update", "-qq"]);
    if !chromium() {
        install(&["chromium", "chromium-driver"]);
    }
    if !chromium() {
        return Err(
            "the browser tests need Chromium: install it with `apt-get install chromium chromium-driver`".to_owned()
        );
    }
    let others = missing();
    if !others.is_empty() && !install(&others) {
        // One that cannot be had must not cost the others.
        for package in others {
            install(&[package]);
        }
        eprintln!("  not installed here, their tests are skipped: `apt-get install {}`", missing().join(" "));
    }
    Ok(())
}

fn ensure_node_tools() -> Result<(), String> {
    project::ensure_packages(&project::root().join("tests"))
}
