//! One node alone may write to a share that is copied.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::known;
use topology::{SettingId, Target};

pub(crate) static RULE: Rule = Rule {
    id: "share-rsync-spof",
    code: 115,
    severity: Severity::Warning,
    waivable: true,
    summary: message!("A share is a file system to which every node may write."),
    why: message!(
        "With rsync one node alone may write: while it is down, nothing can be deployed, and the others get changes late."
    ),
    fix: message!("Use NFS or another shared file system."),
    source: "guide step 6.5, note on rsync; section 7",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let Ok(setting) = SettingId::new(known::SHARE_KIND) else { return };
    for (share, _) in ctx.graph.shares().filter(|(share, _)| ctx.graph.is_copied(share)) {
        let mut plan = Plan::new(ctx);
        plan.set(&share.id, &setting, None);
        let message = match ctx.graph.writer_of(share) {
            Some(writer) => text!(
                "{share} is copied with rsync: while {writer} is down, nothing can be deployed. Use NFS where you can.",
                share = &share.name,
                writer = &writer.name
            ),
            None => text!(
                "{share} is copied with rsync: while the one that writes is down, nothing can be deployed. Use NFS where you can.",
                share = &share.name
            ),
        };
        let target = Target::Setting { node: Some(share.id.clone()), setting: setting.clone() };
        findings.push(target, message, plan.fix(text!("Use NFS")));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        let design = "a: gateway\ns: shared-storage host=s.x share.kind=rsync share.manager=a\na -mounts-> s";
        assert_fixed("share-rsync-spof", design, 1, "while a is down");
    }

    #[test]
    fn nearly_trips() {
        assert_silent(
            "share-rsync-spof",
            "s: shared-storage host=s.x share.kind=nfs share.manager=a",
        );
    }
}
