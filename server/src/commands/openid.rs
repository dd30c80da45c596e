//! What `serve` is told of a provider that people sign in at.

use std::path::Path;
use std::{env, fs};

use backend::{Role, Secret};

use crate::cli::openid::{Joining, OpenIdArguments};
use crate::{Access, AdminClaim, Config, OpenId, OpenIdSettings};

/// Where the client's secret can stand: whoever lists programs sees arguments, and no environment of others.
const SECRET: &str = "TOPOLOGY_DESIGNER_OIDC_CLIENT_SECRET";

/// The provider, if one is named.
pub(super) fn provider(args: &OpenIdArguments, config: &Config) -> Result<Option<OpenId>, String> {
    let Some(settings) = settings(args, config)? else { return Ok(None) };
    settings.check()?;
    OpenId::new(settings).map(Some)
}

fn settings(args: &OpenIdArguments, config: &Config) -> Result<Option<OpenIdSettings>, String> {
    let (Some(issuer), Some(client_id)) = (&args.oidc_issuer, &args.oidc_client_id) else {
        return Ok(None);
    };
    if !matches!(config.access, Access::Accounts) {
        return Err("people sign in at a provider where they have accounts: say --access accounts"
            .to_owned());
    }
    if config.public_url.is_none() && config.listen.ip().is_unspecified() {
        return Err(
            "the provider has to be told where it sends browsers back to: give --public-url"
                .to_owned(),
        );
    }
    let host = issuer.split("://").nth(1).and_then(|rest| rest.split(['/', ':']).next());
    Ok(Some(OpenIdSettings {
        issuer: issuer.clone(),
        client_id: client_id.clone(),
        client_secret: secret(args.oidc_client_secret_file.as_deref())?,
        label: args.oidc_label.clone().or(host.map(str::to_owned)).unwrap_or_default(),
        console: config.url(),
        scopes: args.oidc_scopes.clone(),
        admin: admin(&args.oidc_admin)?,
        domains: args.oidc_domains.iter().map(|domain| domain.trim().to_lowercase()).collect(),
        joining: match args.oidc_join {
            Joining::None => None,
            Joining::Viewer => Some(Role::Viewer),
            Joining::Commenter => Some(Role::Commenter),
            Joining::Editor => Some(Role::Editor),
        },
        only: args.oidc_only,
    }))
}

/// The client's secret, without the end of the line that editors write.
fn secret(file: Option<&Path>) -> Result<Option<Secret>, String> {
    let (place, text) = match file {
        Some(file) => {
            let text = fs::read_to_string(file);
            let wrong = |error| format!("--oidc-client-secret-file {}: {error}", file.display());
            (file.display().to_string(), text.map_err(wrong)?)
        }
        None => match env::var(SECRET) {
            Ok(text) => (SECRET.to_owned(), text),
            Err(env::VarError::NotPresent) => return Ok(None),
            Err(env::VarError::NotUnicode(_)) => return Err(format!("{SECRET} is no text")),
        },
    };
    match text.trim_end_matches(['\r', '\n']) {
        "" => Err(format!("{place} is empty: it holds the secret of the client at the provider")),
        secret => Ok(Some(Secret::given(secret))),
    }
}

/// One claim with all its values.
fn admin(given: &[String]) -> Result<Option<AdminClaim>, String> {
    let mut found: Option<AdminClaim> = None;
    for one in given {
        let pair =
            one.split_once('=').filter(|(name, value)| !name.is_empty() && !value.is_empty());
        let Some((name, value)) = pair else {
            return Err(format!(
                "--oidc-admin {one}: give CLAIM=VALUE, such as groups=topology-admins"
            ));
        };
        match &mut found {
            None => {
                found = Some(AdminClaim { name: name.to_owned(), values: vec![value.to_owned()] });
            }
            Some(admin) if admin.name == name => admin.values.push(value.to_owned()),
            Some(admin) => {
                return Err(format!(
                    "--oidc-admin names two claims, {} and {name}: one says who administers",
                    admin.name
                ));
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_of_administrators_has_one_name_and_some_values() {
        let read =
            |given: &[&str]| admin(&given.iter().map(ToString::to_string).collect::<Vec<String>>());
        assert_eq!(read(&[]), Ok(None));
        let found = read(&["groups=a", "groups=b=c"]).unwrap().unwrap();
        assert_eq!((found.name.as_str(), found.values), ("groups", vec!["a".into(), "b=c".into()]));
        for wrong in [&["groups"][..], &["=a"], &["groups="], &["groups=a", "roles=a"]] {
            assert!(read(wrong).unwrap_err().contains("--oidc-admin"), "{wrong:?}");
        }
    }

    #[test]
    fn a_secret_is_read_from_its_file_without_the_end_of_the_line() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secret");
        for (text, wanted) in
            [("s3cret\n", Some("s3cret")), ("s3 cret ", Some("s3 cret ")), ("\n", None), ("", None)]
        {
            fs::write(&file, text).unwrap();
            let read = secret(Some(&file));
            match wanted {
                Some(wanted) => assert_eq!(read.unwrap().unwrap().reveal(), wanted),
                None => assert!(read.unwrap_err().contains("is empty")),
            }
        }
        let missing = secret(Some(&folder.path().join("missing"))).unwrap_err();
        assert!(missing.contains("missing"), "{missing}");
    }
}
