//! What is named on a database server is named as its engine takes it.

use super::urls;
use crate::context::{Context, term};
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{Text, message, text};
use topology::catalogue::{Engine, Names, known};
use topology::{Node, SettingId, SettingValue, Target, is_hostname, is_ip_address};

pub(crate) static RULE: Rule = Rule {
    id: "db-name-invalid",
    code: 151,
    severity: Severity::Error,
    waivable: false,
    summary: message!(
        "Schemas, users, SIDs and servers of a database are called what its engine takes."
    ),
    why: message!(
        "The names stand in the connection URL and in the statements of databases/: a mark with a meaning breaks either, and a name that is too long is cut or refused."
    ),
    fix: message!("Take letters, digits and underscores, and not too many."),
    source: "[V] carbon-kernel v4.6.0 infer.json: the URL is made of the names as they are; lengths: the manuals of the engines",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for (database, _) in ctx.graph.databases() {
        let Some(engine) = ctx.graph.engine(database) else { continue };
        if let Some(names) = &engine.names {
            schemas(ctx, findings, database, engine, names);
        }
        servers(ctx, findings, database, engine);
    }
    for typed in urls::typed(ctx) {
        let named = ctx.graph.connection_to(typed.database, &typed.schema.id);
        let Some(name) = named.and_then(|found| found.name) else { continue };
        if !typed.engine.schema_is_user && !typed.url.contains(&name) {
            let message = text!(
                "{url} does not lead to the schema {name}, which databases/ creates. Give the schema the name that stands in the URL.",
                url = typed.what(),
                name
            );
            findings.push_as(Severity::Warning, typed.target(), message, None);
        }
    }
}

fn schemas(
    ctx: &Context<'_>,
    findings: &mut Findings,
    database: &Node,
    engine: &Engine,
    names: &Names,
) {
    let user_setting = SettingId::new(known::DATABASE_USERNAME).ok();
    let mut told_user = engine.schema_is_user;
    for schema in ctx.catalogue.schemas.iter().filter(|s| ctx.graph.holds_schema(database, &s.id)) {
        let Some(found) = ctx.graph.connection_to(database, &schema.id) else { continue };
        let mut wrong = |name: &str, longest: u16, what: Text, setting: &SettingId| {
            let first =
                if names.letter_first { text!(", a letter first") } else { Text::default() };
            let message = text!(
                "{what} of {database} is called {name}, which {engine} does not take: at most {longest} letters, digits and any of {marks}{first}.",
                what,
                database = &database.name,
                name,
                engine = term(&engine.name),
                longest,
                marks = &names.marks,
                first
            );
            let proposal = proposal(names, name, longest);
            let mut plan = Plan::new(ctx);
            if let Some(proposal) = &proposal {
                plan.set(&database.id, setting, Some(proposal.as_str().into()));
            }
            let target =
                Target::Setting { node: Some(database.id.clone()), setting: setting.clone() };
            let title = text!("Call it {name}", name = proposal.as_deref().unwrap_or_default());
            findings.push(target, message, plan.fix(title));
        };
        if let Some(name) = found.name.filter(|name| !names.fit(name)) {
            wrong(&name, names.longest, term(&schema.name), &schema.name_setting);
        }
        let user = found.username.filter(|name| !told_user && !names.fit_user(name));
        if let (Some(user), Some(setting)) = (user, &user_setting) {
            wrong(&user, names.longest_user, text!("The user"), setting);
            told_user = true;
        }
    }
}

/// The name without what does not fit, if that leaves a name.
fn proposal(names: &Names, name: &str, longest: u16) -> Option<String> {
    let fits = |c: &char| c.is_ascii_alphanumeric() || names.marks.contains(*c);
    let mut kept: String = name.chars().filter(fits).collect();
    if names.letter_first {
        kept = kept.trim_start_matches(|c: char| !c.is_ascii_alphabetic()).to_owned();
    }
    if kept.len() > usize::from(longest) {
        kept.retain(|c| c.is_ascii_alphanumeric());
        kept.truncate(usize::from(longest));
    }
    (!kept.is_empty()).then_some(kept)
}

/// The SID, and the servers of one that has several.
fn servers(ctx: &Context<'_>, findings: &mut Findings, database: &Node, engine: &Engine) {
    let target = |id: &str| {
        let setting = SettingId::new(id).ok()?;
        Some(Target::Setting { node: Some(database.id.clone()), setting })
    };
    let sid = urls::text(ctx, database, known::DATABASE_SID).filter(|_| engine.sid);
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-.$#".contains(c);
    if let (Some(sid), Some(target)) = (sid, target(known::DATABASE_SID))
        && !sid.chars().all(plain)
    {
        let database = &database.name;
        let message = text!("{database} has the SID {sid}, which is no name.", database, sid);
        findings.push(target, message, None);
    }
    let listed = ctx.graph.setting(database, known::DATABASE_ADDRESSES);
    let listed = listed.as_ref().and_then(SettingValue::as_list).unwrap_or_default();
    if engine.address.is_none() || listed.is_empty() {
        return;
    }
    for (host, _) in ctx.graph.database_addresses(database) {
        if !is_hostname(&host)
            && !is_ip_address(&host)
            && let Some(target) = target(known::DATABASE_ADDRESSES)
        {
            let message = text!(
                "{host} of {database} is no host name and no address. Write one server a line, as name or name:port.",
                host = &host,
                database = &database.name
            );
            findings.push(target, message, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_reported, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        let quote = "d: database host=d.x database.apim_db.name=a`b;c";
        assert_fixed("db-name-invalid", quote, 1, "is called a`b;c, which MySQL does not take");
        let user = "d: database host=d.x database.username=o'x";
        assert_fixed("db-name-invalid", user, 1, "The user of d");
        let long = "d: database host=d.x database.engine=db2";
        assert_fixed("db-name-invalid", long, 1, "at most 8 letters");
        let digit =
            "d: database host=d.x database.engine=oracle database.sid=X database.apim_db.name=1am";
        assert_fixed("db-name-invalid", digit, 1, "a letter first");
    }

    #[test]
    fn servers_and_urls_are_looked_at() {
        let rac = "d: database host=d.x database.engine=oracle-rac database.sid=a)b database.addresses=[r1.x,r(2]";
        assert_reported("db-name-invalid", rac, 2, "d");
        let url = "d: database database.apim_db.url=jdbc:mysql://d.x:3306/other";
        assert_reported("db-name-invalid", url, 1, "does not lead to the schema apim_db");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("db-name-invalid", "d: database host=d.x database.apim_db.name=a-b_c$1");
        let rac = "d: database host=d.x database.engine=oracle-rac database.sid=rac.x database.addresses=[r1.x:1522,10.0.0.2]";
        assert_silent("db-name-invalid", rac);
        let db2 = "d: database host=d.x database.engine=db2 database.shared_db.name=shareddb";
        assert_silent("db-name-invalid", db2);
        assert_silent("db-name-invalid", "d: database database.engine=h2");
    }
}
