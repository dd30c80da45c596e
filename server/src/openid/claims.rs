//! Who somebody is, out of what a provider says of them.

use backend::Identity;
use serde_json::Value;

use super::Fault;
use super::settings::{AdminClaim, OpenIdSettings};
use super::token::Claims;

pub(super) fn identity(settings: &OpenIdSettings, claims: &Claims) -> Result<Identity, Fault> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str).map(ToOwned::to_owned);
    let subject = text("sub").ok_or_else(|| Fault::Proof("nobody is named".to_owned()))?;
    // Some write it as a text.
    let denied = matches!(claims.get("email_verified"), Some(value) if *value != Value::Bool(true) && value.as_str() != Some("true"));
    Ok(Identity {
        issuer: settings.issuer.clone(),
        subject,
        email: text("email").filter(|_| !denied),
        name: text("name").or_else(|| text("preferred_username")),
        is_admin: settings.admin.as_ref().map(|admin| administers(admin, claims)),
    })
}

/// Whether something is left out that the provider may tell apart from its token.
pub(super) fn lack(settings: &OpenIdSettings, claims: &Claims) -> bool {
    let has_role = |admin: &AdminClaim| found(admin, claims).is_some();
    let has = |name: &str| claims.contains_key(name);
    !has("email") || !has("email_verified") || !settings.admin.as_ref().is_none_or(has_role)
}

fn found<'c>(admin: &AdminClaim, claims: &'c Claims) -> Option<&'c Value> {
    claims.get(&admin.name).or_else(|| {
        let mut names = admin.name.split('.');
        let first = claims.get(names.next()?)?;
        names.try_fold(first, |value, name| value.get(name))
    })
}

/// Whether a claim has one of the values that make an administrator.
fn administers(admin: &AdminClaim, claims: &Claims) -> bool {
    let is_one = |value: &Value| match value {
        Value::String(text) => admin.values.contains(text),
        Value::Bool(is) => admin.values.contains(&is.to_string()),
        _ => false,
    };
    match found(admin, claims) {
        Some(Value::Array(all)) => all.iter().any(is_one),
        Some(one) => is_one(one),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn claims(value: Value) -> Claims {
        let Value::Object(claims) = value else { panic!("{value}") };
        claims
    }

    #[test]
    fn a_claim_makes_an_administrator_by_one_of_its_values_wherever_it_stands() {
        let admin = |name: &str| AdminClaim {
            name: name.to_owned(),
            values: vec!["admins".to_owned(), "true".to_owned()],
        };
        let said = claims(json!({
            "groups": ["users", "admins"], "group": "admins", "is_admin": true, "other": ["users"],
            "realm_access": { "roles": ["admins"] }, "https://a.b/roles": "admins", "number": 1,
        }));
        for name in ["groups", "group", "is_admin", "realm_access.roles", "https://a.b/roles"] {
            assert!(administers(&admin(name), &said), "{name}");
        }
        for name in ["other", "missing", "realm_access", "realm_access.none", "number", "", "."] {
            assert!(!administers(&admin(name), &said), "{name}");
        }
    }
}
