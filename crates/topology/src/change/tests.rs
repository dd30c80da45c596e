use super::*;
use crate::notation::design;

fn sample() -> Design {
    design("host h1 vm1\nkm1: key-manager @h1\ngw1: gateway @h1 +1\nl1: gw1 -validates-with-> km1")
}

#[test]
fn a_change_and_its_inverse_leave_the_design_as_it_was() {
    let before = sample();
    let gone = Change::remove(&before, &["km1".parse().unwrap()].into(), &Default::default());
    let mut after = before.clone();
    gone.apply(&mut after).unwrap();
    assert_eq!((after.nodes().len(), after.links().len()), (1, 0));
    gone.inverted().apply(&mut after).unwrap();
    assert_eq!(after, before);
}

#[test]
fn composing_takes_the_first_before_and_the_last_after() {
    let mut design = sample();
    let start = design.clone();
    let id: NodeId = "gw1".parse().unwrap();
    let first = Change::move_nodes(&design, [(id.clone(), Point { x: 5, y: 5 })]);
    first.apply(&mut design).unwrap();
    let second = Change::move_nodes(&design, [(id, Point { x: 9, y: 9 })]);
    second.apply(&mut design).unwrap();
    let both = first.clone().then(second.clone());
    let mut other = start;
    both.apply(&mut other).unwrap();
    assert_eq!(other, design);
    assert!(first.clone().then(first.inverted()).is_empty());
    assert!(both.is_layout_only());
}

#[test]
fn a_stale_change_is_refused_whole() {
    let mut design = sample();
    let id: NodeId = "gw1".parse().unwrap();
    let rename = |design: &Design, name: &str| {
        let node = Node { name: name.into(), ..design.node(&id).unwrap().clone() };
        Change::set_node(design, node)
    };
    let (a, b) = (rename(&design, "A"), rename(&design, "B"));
    assert!(a.is_current(&design) && b.is_current(&design));
    a.apply(&mut design).unwrap();
    assert!(!b.is_current(&design));
    let before = design.clone();
    assert_eq!(b.apply(&mut design), Err(ChangeError::Stale(RecordKey::Node(id.clone()))));
    assert_eq!(design, before);
}

#[test]
fn a_dangling_reference_is_refused() {
    let mut design = sample();
    let before = design.clone();
    let mut change = Change::new();
    let host = design.host(&"h1".parse().unwrap()).unwrap().clone();
    change.push(Some(Record::Host(host)), None);
    assert!(matches!(change.apply(&mut design), Err(ChangeError::Dangling { .. })));
    let link = Link {
        id: "l2".parse().unwrap(),
        from: "gw1".parse().unwrap(),
        to: "nobody".parse().unwrap(),
        kind: "validates-with".parse().unwrap(),
    };
    assert!(matches!(Change::add_link(link).apply(&mut design), Err(ChangeError::Dangling { .. })));
    assert_eq!(design, before);
}

#[test]
fn removing_a_host_keeps_its_nodes() {
    let mut design = sample();
    Change::remove_host(&design, &"h1".parse().unwrap()).apply(&mut design).unwrap();
    assert_eq!(design.hosts().len(), 0);
    assert!(design.nodes().all(|node| node.host.is_none()));
}

#[test]
fn removing_a_zone_leaves_what_is_in_it_to_the_zone_around_it() {
    let mut design = sample();
    let zone = |id: &str, parent: Option<&str>| Zone {
        id: id.parse().unwrap(),
        name: id.to_owned(),
        parent: parent.map(|id| id.parse().unwrap()),
    };
    let [site, dmz, rack] = ["site", "dmz", "rack"].map(|id| id.parse::<ZoneId>().unwrap());
    for zone in [zone("site", None), zone("dmz", Some("site")), zone("rack", Some("dmz"))] {
        Change::add_zone(zone).apply(&mut design).unwrap();
    }
    let host = design.host(&"h1".parse().unwrap()).unwrap().clone();
    let host = Host { zone: Some(dmz.clone()), ..host };
    Change::set_host(&design, host.clone()).apply(&mut design).unwrap();
    assert!(design.is_within(&rack, &site) && design.is_within(&dmz, &dmz));
    assert!(!design.is_within(&site, &rack));
    Change::remove_zone(&design, &dmz).apply(&mut design).unwrap();
    assert_eq!(design.host(&host.id).unwrap().zone, Some(site.clone()));
    assert_eq!(design.zone(&rack).unwrap().parent, Some(site.clone()));
    assert!(Change::remove_zone(&design, &dmz).is_empty());
    let renamed = Zone { name: "Berlin".to_owned(), ..zone("site", None) };
    Change::set_zone(&design, renamed).apply(&mut design).unwrap();
    assert_eq!(design.zone(&site).unwrap().name, "Berlin");
    assert_eq!(design.free_zone_id("z").as_str(), "z1");
}

#[test]
fn a_change_travels_as_json() {
    let design = sample();
    let change = Change::remove(&design, &["gw1".parse().unwrap()].into(), &Default::default());
    let text = serde_json::to_string(&change).unwrap();
    assert_eq!(serde_json::from_str::<Change>(&text).unwrap(), change);
    assert!(serde_json::from_str::<Change>("[{}]").is_err());
}

#[test]
fn a_field_that_nobody_knows_is_refused_in_every_record() {
    let node = r#""record":"node","id":"a","role":"gateway","name":"A""#;
    let records = [
        (node, true),
        (r#""record":"header","name":"N","product":{"id":"p","version":"1"}"#, true),
        (r#""record":"zone","id":"z","name":"Z""#, true),
        (r#""record":"host","id":"h","hostname":"h""#, true),
        (r#""record":"link","id":"l","from":"a","to":"b","kind":"k""#, true),
        (r#""record":"position","node":"a","at":{"x":1,"y":2}"#, true),
        (r#""record":"position","node":"a","at":{"x":1,"y":2,"z":3}"#, false),
        (r#""record":"nothing","id":"a""#, false),
    ];
    let read = |text: &str| serde_json::from_str::<Change>(text);
    for (record, known) in records {
        let fine = read(&format!("[{{\"after\":{{{record}}}}}]"));
        assert_eq!(fine.is_ok(), known, "{record}: {fine:?}");
        let more = read(&format!("[{{\"after\":{{{record},\"extra\":1}}}}]")).unwrap_err();
        assert!(!known || more.to_string().contains("extra"), "{record}: {more}");
    }
    let edit = read(&format!("[{{\"after\":{{{node}}},\"extra\":1}}]")).unwrap_err();
    assert!(edit.to_string().contains("extra"), "{edit}");
}

#[test]
fn a_change_travels_packed() {
    let design = sample();
    let change = Change::remove(&design, &["gw1".parse().unwrap()].into(), &Default::default());
    let packed = borsh::to_vec(&change).unwrap();
    assert_eq!(borsh::from_slice::<Change>(&packed).unwrap(), change);
    assert!(borsh::from_slice::<Change>(&packed[..packed.len() - 1]).is_err());
    // One edit that neither was nor becomes anything.
    assert!(borsh::from_slice::<Change>(&[1, 0, 0, 0, 0, 0]).is_err());
    let packed = borsh::to_vec(&design).unwrap();
    assert_eq!(borsh::from_slice::<Design>(&packed).unwrap(), design);
}

#[test]
fn a_lock_survives_a_move_and_is_taken_back_by_itself() {
    let mut design = sample();
    let id: NodeId = "gw1".parse().unwrap();
    let lock = Change::lock_nodes(&design, [&id], true);
    lock.apply(&mut design).unwrap();
    assert!(design.is_locked(&id) && lock.is_layout_only());
    Change::move_nodes(&design, [(id.clone(), Point { x: 3, y: 4 })]).apply(&mut design).unwrap();
    assert!(design.is_locked(&id));
    assert_eq!(design.locked_nodes().collect::<Vec<_>>(), [&id]);
    assert!(Change::lock_nodes(&design, [&id], true).is_empty());
    Change::lock_nodes(&design, [&id], false).apply(&mut design).unwrap();
    assert_eq!((design.is_locked(&id), design.position(&id)), (false, Point { x: 3, y: 4 }));
    assert_eq!(design.locked_nodes().count(), 0);
}

#[test]
fn lines_stay_where_only_words_change() {
    let design = sample();
    let id: NodeId = "gw1".parse().unwrap();
    let gateway = design.node(&id).unwrap();
    let host = design.host(gateway.host.as_ref().unwrap()).unwrap();
    let zone = Some("z".parse().unwrap());
    let nodes = [
        (Node { name: "A".into(), hostname: "a.b".into(), offset: 7, ..gateway.clone() }, false),
        (Node { host: None, ..gateway.clone() }, true),
        (Node { replicas: 3, ..gateway.clone() }, true),
    ];
    for (node, moves) in nodes {
        assert_eq!(Change::set_node(&design, node).may_move_lines(), moves);
    }
    let hosts = [
        (Host { address: "10.0.0.9".into(), ..host.clone() }, false),
        (Host { zone, ..host.clone() }, true),
    ];
    for (host, moves) in hosts {
        assert_eq!(Change::set_host(&design, host).may_move_lines(), moves);
    }
    let link = design.links().next().unwrap().id.clone();
    assert!(Change::remove(&design, &Default::default(), &[link].into()).may_move_lines());
    assert!(Change::move_nodes(&design, [(id, Point { x: 3, y: 4 })]).may_move_lines());
    assert!(!Change::new().may_move_lines());
}
