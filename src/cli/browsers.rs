//! The browsers and servers that tests and benchmarks drive, installed where they are missing.

use crate::project::{self, works};
use anyhow::{Result, bail};
use std::path::Path;

/// Where Debian puts Chromium.
pub const CHROMIUM: &str = "/usr/bin/chromium";
/// Chromium without windows, the same engine: a page of its own costs a quarter.
const HEADLESS: &str = "/usr/bin/chromium-headless-shell";
/// What drives Chromium.
pub const DRIVER: &str = "/usr/bin/chromedriver";
/// What drives `WebKit`, and the browser that it drives.
pub const WEBKIT_DRIVER: &str = "/usr/bin/WebKitWebDriver";
pub const WEBKIT: &str = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
/// What drives Firefox: no Debian package, `cargo install geckodriver` brings it.
pub const FIREFOX_DRIVER: &str = "geckodriver";
/// What drives the two other engines, serves hostile hosts, runs `WordPress` and lets Orca be heard: the Debian packages,
/// and a file of each. Without them their tests are skipped.
const OPTIONAL_TOOLS: [(&str, &str); 23] = [
    ("chromium-headless-shell", HEADLESS),
    ("firefox-esr", "/usr/bin/firefox"),
    ("webkit2gtk-driver", WEBKIT_DRIVER),
    ("libwebkit2gtk-4.1-0", WEBKIT),
    ("xvfb", "/usr/bin/Xvfb"),
    ("xauth", "/usr/bin/xauth"),
    ("nginx-light", "/usr/sbin/nginx"),
    ("apache2-bin", "/usr/sbin/apache2"),
    ("caddy", "/usr/bin/caddy"),
    ("php-cli", "/usr/bin/php"),
    ("php-sqlite3", "/usr/share/doc/php-sqlite3"),
    ("php-mbstring", "/usr/share/doc/php-mbstring"),
    ("php-xml", "/usr/share/doc/php-xml"),
    ("orca", "/usr/bin/orca"),
    ("at-spi2-core", "/usr/libexec/at-spi-bus-launcher"),
    ("dbus-daemon", "/usr/bin/dbus-daemon"),
    ("xdotool", "/usr/bin/xdotool"),
    ("openbox", "/usr/bin/openbox"),
    ("x11-xkb-utils", "/usr/bin/setxkbmap"),
    ("locales", "/usr/share/i18n/locales/fr_FR"),
    ("gir1.2-atspi-2.0", "/usr/share/doc/gir1.2-atspi-2.0"),
    ("gir1.2-wnck-3.0", "/usr/share/doc/gir1.2-wnck-3.0"),
    ("python3-pyatspi", "/usr/share/doc/python3-pyatspi"),
];

/// The Chromium of tests that need no window.
#[must_use]
pub fn headless() -> &'static str {
    if Path::new(HEADLESS).exists() { HEADLESS } else { CHROMIUM }
}

/// Installs the browsers and what drives them.
pub fn ensure() -> Result<()> {
    install()?;
    install_drivers()
}

/// Installs the browsers, and what else the tests call of Debian.
pub fn install() -> Result<()> {
    let there = |path: &str| Path::new(path).exists();
    let missing =
        || OPTIONAL_TOOLS.iter().filter(|(_, path)| !there(path)).map(|(package, _)| *package).collect::<Vec<_>>();
    let chromium = || there(CHROMIUM) && there(DRIVER);
    if chromium() && missing().is_empty() {
        return Ok(());
    }
    eprintln!("  installing the browsers, web servers, PHP and Orca (once)");
    let apt = |args: &[&str]| works("apt-get", args) || works("sudo", &[&["-n", "apt-get"], args].concat());
    let install = |packages: &[&str]| apt(&[&["install", "-y", "-qq", "--no-install-recommends"], packages].concat());
    apt(&["update", "-qq"]);
    if !chromium() {
        install(&["chromium", "chromium-driver"]);
    }
    if !chromium() {
        bail!("the browser tests need Chromium: install it with `apt-get install chromium chromium-driver`");
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

/// Installs what drives a browser from Node.js.
pub fn install_drivers() -> Result<()> {
    project::ensure_packages(&project::root().join("tests"))
}
