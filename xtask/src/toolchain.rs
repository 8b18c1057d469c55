//! The compiler for wasm: rustup's, or the distribution's with a standard library built on the spot.

mod distribution;
mod rustup;

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::error::Error;
use crate::process::say;
use crate::workspace::Workspace;

use distribution::Distribution;

/// What the widget is compiled for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// What makes the published widget small, and the same wherever it is built.
const SMALL: [&str; 8] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
    // Code that is quicker in a loop, or says a thing once, and is more varied: 1.6 KB after brotli.
    "-Cllvm-args=-disable-lsr",
    "-Cllvm-args=-disable-machine-cse",
    "-Cllvm-args=-enable-pre=false",
    // Behind half a megabyte of stack an address has three bytes, behind a whole one four.
    "-Clink-arg=-zstack-size=524288",
];

/// A compiler that can build for wasm.
#[derive(Debug)]
pub(crate) enum Toolchain {
    /// The one in use, which has the target.
    Current,
    Distribution(Distribution),
}

impl Toolchain {
    /// Gets one: as CAUSERIE_TOOLCHAIN wishes, or rustup first and the distribution second.
    pub(crate) fn choose() -> Result<Self, Error> {
        match Wish::from_environment()? {
            Wish::Auto => Self::rustup().or_else(Self::instead),
            Wish::Rustup => Self::rustup().map_err(|reason| Error::Toolchain {
                reason,
                advice: format!("`rustup target add {TARGET}`"),
            }),
            Wish::Distribution => Self::distribution("as CAUSERIE_TOOLCHAIN asks"),
        }
    }

    /// A cargo that builds with it. Artefacts of two compilers do not mix: each has its folder.
    pub(crate) fn cargo(&self, workspace: &Workspace) -> Command {
        match self {
            Self::Current => workspace.cargo(),
            Self::Distribution(distribution) => {
                let mut cargo = distribution.cargo();
                cargo
                    .current_dir(workspace.root())
                    .env("CARGO_TARGET_DIR", self.target(workspace));
                cargo
            }
        }
    }

    /// A cargo that compiles the standard library too, for size and without what a panic says: it
    /// ends in a trap, which JavaScript sees. A fifth fewer bytes; the flags are unstable, so that
    /// the ordinary build goes without.
    pub(crate) fn cargo_with_std(&self, workspace: &Workspace) -> Result<Command, Error> {
        if matches!(self, Self::Current) {
            rustup::source().map_err(|reason| Error::Toolchain {
                reason,
                advice: format!("`rustup component add {}`", rustup::SOURCE),
            })?;
        }
        let mut cargo = self.cargo(workspace);
        cargo
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTFLAGS", SMALL.join(" "))
            .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
            .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
        Ok(cargo)
    }

    /// Where its artefacts go.
    pub(crate) fn target(&self, workspace: &Workspace) -> PathBuf {
        match self {
            Self::Current => workspace.target().to_owned(),
            Self::Distribution(_) => workspace.target().join("distribution"),
        }
    }

    fn rustup() -> Result<Self, String> {
        let why = rustup::target()?;
        say(format!(
            "compiling for wasm with the toolchain in use: {why}"
        ));
        Ok(Self::Current)
    }

    fn instead(reason: String) -> Result<Self, Error> {
        Self::distribution(&reason).map_err(|error| match error {
            Error::Toolchain {
                reason: second,
                advice,
            } => Error::Toolchain {
                reason: format!("{reason}, and {second}"),
                advice: format!("`rustup target add {TARGET}`, or {advice}"),
            },
            other => other,
        })
    }

    fn distribution(why: &str) -> Result<Self, Error> {
        let distribution = Distribution::ready().map_err(|reason| Error::Toolchain {
            reason: format!("the distribution's compiler could not be installed ({reason})"),
            advice: format!("as root `{}`", distribution::install_command()),
        })?;
        say(format!(
            "compiling for wasm with the distribution's compiler: {why}"
        ));
        Ok(Self::Distribution(distribution))
    }
}

/// What the person asked for.
#[derive(Debug, PartialEq, Eq)]
enum Wish {
    Auto,
    Distribution,
    Rustup,
}

impl Wish {
    fn from_environment() -> Result<Self, Error> {
        Self::read(&env::var("CAUSERIE_TOOLCHAIN").unwrap_or_default())
    }

    fn read(word: &str) -> Result<Self, Error> {
        match word {
            "" | "auto" => Ok(Self::Auto),
            "distribution" => Ok(Self::Distribution),
            "rustup" => Ok(Self::Rustup),
            _ => Err(Error::ToolchainWish(word.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_is_one_of_three_words() {
        assert_eq!(Wish::read("").unwrap(), Wish::Auto);
        assert_eq!(Wish::read("rustup").unwrap(), Wish::Rustup);
        assert_eq!(Wish::read("distribution").unwrap(), Wish::Distribution);
        assert!(Wish::read("nix").unwrap_err().to_string().contains("`nix`"));
    }
}
