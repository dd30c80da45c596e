//! Values in scripts as one word that stays one word.

/// A word for a POSIX shell: in single quotes, where nothing has a meaning but the quote itself.
pub(crate) fn shell(value: &str) -> String {
    format!("'{}'", value.replace('\'', "'\\''"))
}

/// A value inside `set "NAME=…"` of a batch file, without the quotes.
///
/// Only ids, profiles, paths of the pack and names of secrets get here, none of which holds a mark
/// that the command processor knows; whatever else came would be taken out.
pub(super) fn batch(value: &str) -> String {
    value.chars().filter(|c| c.is_ascii_alphanumeric() || " -_.=\\/:+".contains(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::process::Command;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_real_shell_reads_the_word_back(value in "[^\\x00]*") {
            let script = format!("printf %s {}", shell(&value));
            let printed = Command::new("sh").arg("-c").arg(script).output().unwrap();
            prop_assert_eq!(String::from_utf8(printed.stdout).unwrap(), value);
        }

        #[test]
        fn batch_keeps_no_mark_with_a_meaning(value in any::<String>()) {
            prop_assert!(!batch(&value).contains(['%', '"', '&', '|', '<', '>', '^', '!', '(', ')', '\n', '\r']));
        }
    }

    #[test]
    fn what_the_scripts_hold_passes_unchanged() {
        for value in ["gw-1", "-Dprofile=gateway-worker", "bin\\profileSetup.bat", "A_B C_D"] {
            assert_eq!(batch(value), value);
        }
    }
}
