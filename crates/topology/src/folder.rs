//! Folders that become part of scripts and service files, held to what is safe in all of them.

/// True for an absolute folder of plain names: letters, digits, dots, hyphens and underscores.
#[must_use]
pub fn is_folder(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    let name =
        |name: &str| !name.is_empty() && name != "." && name != ".." && name.bytes().all(plain);
    text.len() <= 200 && text.strip_prefix('/').is_some_and(|rest| rest.split('/').all(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_folders() {
        for good in ["/exports", "/srv/wso2am-3.1.0/gateways", "/a/.b/c_d"] {
            assert!(is_folder(good), "{good}");
        }
        for bad in
            ["", "/", "exports", "/a/", "/a//b", "/a/../b", "/a b", "/a;b", "/$a", "/é", "/%h"]
        {
            assert!(!is_folder(bad), "{bad}");
        }
    }
}
