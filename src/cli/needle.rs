//! The rules of the heading alone, compiled as a module that moves the needle before the widget is there.

use crate::project;
use anyhow::Result;

/// Profile settings of the module. So small a module has fewer bytes, too, when it is compiled for speed; and its
/// names are for nobody.
const PROFILE: [&str; 2] = ["profile.web.opt-level=2", "profile.web.strip=true"];

/// Compiles the module and returns its bytes, without a section that nothing runs.
pub fn compile() -> Result<Vec<u8>> {
    let mut command = project::cargo();
    command.args(["rustc", "--quiet", "--package", "boussole-needle", "--lib", "--crate-type", "cdylib"]);
    command.args(["--target", "wasm32-unknown-unknown", "--profile", "web"]);
    project::run(command.args(PROFILE.into_iter().flat_map(|setting| ["--config", setting])))?;
    let path = project::target()?.join("wasm32-unknown-unknown/web/boussole_needle.wasm");
    project::read_bytes(&path)
}
