//! A typed address of an Analytics worker has the port of what is asked there.

use super::address::{Typed, name_of, named, target_of};
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::SettingValue;
use topology::catalogue::Function;
use topology::url::Url;

pub(crate) static RULE: Rule = Rule {
    id: "analytics-ports",
    code: 135,
    severity: Severity::Error,
    waivable: true,
    summary: message!(
        "An address of an Analytics worker that a person gave has the port that answers there."
    ),
    why: message!(
        "The pack shifts most of its ports by 1 and leaves those for queries as they are: on a port that was guessed nobody listens, or someone else."
    ),
    fix: message!(
        "Take the port that the worker opens, or clear the field so that the drawing decides."
    ),
    source: "[V] analytics-apim v3.1.0 conf/worker/deployment.yaml, offset 1; wso2-domain sections 1.4 and 8.1",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for Typed { node, address, url } in ctx.typed().iter().copied() {
        let mut kinds = address.kinds.iter().filter_map(|kind| ctx.catalogue.link_kind(kind));
        if kinds.all(|kind| kind.function != Some(Function::Analytics)) {
            continue;
        }
        let Some(parts) = Url::parse(url) else { continue };
        let meant: Vec<_> = named(ctx, parts.host)
            .into_iter()
            .filter_map(|node| {
                let endpoint = ctx.graph.role(&node.id)?.endpoint(&address.endpoint)?;
                Some((node, endpoint.port_at(node.offset)))
            })
            .collect();
        let Some((worker, right)) = meant.first() else { continue };
        // No port means 443.
        let port = parts.port.unwrap_or(443);
        if meant.iter().any(|(_, open)| *open == port) {
            continue;
        }
        let message = text!(
            "{setting} of {node} leads to port {port}, but {worker} answers queries on {right}.",
            setting = name_of(ctx, &address.setting),
            node = &node.name,
            port,
            worker = &worker.name,
            right
        );
        let mut plan = Plan::new(ctx);
        let url = parts.with(Some(*right), parts.path);
        plan.set(&node.id, &address.setting, Some(SettingValue::Text(url)));
        let fix = plan.fix(text!("Use port {port}", port = right));
        findings.push(target_of(node, &address.setting), message, fix);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    const WORKER: &str = "w: analytics-worker host=w.x +2\n";

    #[test]
    fn trips_and_is_fixed() {
        for url in ["https://w.x:7446", "https://w.x:9444", "https://w.x"] {
            let design = format!("{WORKER}p: publisher analytics.store_api_url={url}");
            assert_fixed("analytics-ports", &design, 1, "answers queries on 7444");
        }
    }

    #[test]
    fn nearly_trips() {
        for url in ["https://w.x:7444", "https://elsewhere.x:1"] {
            let design = format!("{WORKER}p: publisher analytics.store_api_url={url}");
            assert_silent("analytics-ports", &design);
        }
        let other = format!("{WORKER}g: gateway key_manager.service_url=https://w.x:1/services/");
        assert_silent("analytics-ports", &other);
    }
}
