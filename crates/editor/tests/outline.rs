//! The design as a tree, and what can be done in it.

use editor::outline::{Answer, Item, Move, Outline, Problems, Row, Totals, go, search, words};
use editor::testing::TestEditor;
use editor::{Destination, Effect, List, Place, Selection, facts};
use topology::{Change, Design, Graph, Host, Severity, Target, Told, Zone, notation};

/// Two zones, one in the other, with a host each; a host in no zone; and what is on no host.
fn design() -> Design {
    let mut design = notation::design(
        "host h1 vm1.x 10.0.0.1
         host h2 vm2.x
         host h3 vm3.x
         gw1: gateway @h1
         gw2: gateway @h2
         km1: key-manager @h2 +1
         pub1: publisher
         lb1: load-balancer
         db1: database
         out1: client
         l1: lb1 -balances-> gw1
         l2: lb1 -balances-> gw2
         l3: gw1 -validates-with-> km1
         l4: out1 -calls-> lb1",
    );
    let zone = |id: &str, name: &str, parent: Option<&str>| {
        let parent = parent.map(|parent| parent.parse().unwrap());
        Change::add_zone(Zone { id: id.parse().unwrap(), name: name.to_owned(), parent })
    };
    zone("z1", "Berlin", None).apply(&mut design).unwrap();
    zone("z2", "DMZ", Some("z1")).apply(&mut design).unwrap();
    for (host, zone) in [("h1", "z1"), ("h2", "z2")] {
        let host = design.host(&host.parse().unwrap()).unwrap().clone();
        let moved = Host { zone: Some(zone.parse().unwrap()), ..host };
        Change::set_host(&design, moved).apply(&mut design).unwrap();
    }
    design
}

fn hands() -> TestEditor<'static> {
    TestEditor::new(design(), catalogue::wso2am_3_1_0())
}

fn node(id: &str) -> Item {
    Item::Node(id.parse().unwrap())
}

fn host(id: &str) -> Place {
    Place::Host(id.parse().unwrap())
}

/// Each row as its level, its state and its name.
fn drawn(outline: &Outline, design: &Design) -> Vec<String> {
    let graph = Graph::new(design, catalogue::wso2am_3_1_0());
    let line = |row: Row| {
        let state = match row.open {
            Some(true) => "-",
            Some(false) => "+",
            None => ".",
        };
        let name = words(&graph, &row.item, Problems::default()).name;
        format!("{}{state} {name} {}/{}", " ".repeat(row.level - 1), row.nth, row.of)
    };
    outline.rows(&graph).into_iter().map(line).collect()
}

#[test]
fn every_node_is_somewhere_below_its_place() {
    let (design, mut outline) = (design(), Outline::default());
    assert_eq!(
        drawn(&outline, &design),
        [
            "- Berlin 1/5",
            " - DMZ 1/2",
            "  - vm2.x 1/1",
            "   + gw2 1/2",
            "   + km1 2/2",
            " - vm1.x 2/2",
            "  + gw1 1/1",
            ". vm3.x 2/5",
            "- Servers without a host 3/5",
            " . pub1 1/1",
            "- Shared, without a host 4/5",
            " + lb1 1/2",
            " . db1 2/2",
            "- Only drawn 5/5",
            " + out1 1/1",
        ]
    );
    let graph = Graph::new(&design, catalogue::wso2am_3_1_0());
    for name in ["gw1", "lb1"] {
        let rows = outline.rows(&graph);
        outline.turn(rows.iter().find(|row| row.item == node(name)).unwrap());
    }
    for closed in ["z2", "z1"] {
        let rows = outline.rows(&graph);
        let zone = Item::Zone(closed.parse().unwrap());
        outline.turn(rows.iter().find(|row| row.item == zone).unwrap());
    }
    let lb = drawn(&outline, &design);
    assert_eq!(lb[0], "+ Berlin 1/5");
    assert_eq!(
        lb[5..9],
        [" - lb1 1/2", "  . balances gw1 1/3", "  . balances gw2 2/3", "  . out1 calls it 3/3"]
    );
}

#[test]
fn arrows_open_close_and_go_through_the_rows() {
    let (design, mut outline) = (design(), Outline::default());
    let graph = Graph::new(&design, catalogue::wso2am_3_1_0());
    let rows = outline.rows(&graph);
    assert_eq!(go(&rows, None, Move::Down), Answer::At(0));
    assert_eq!(go(&rows, None, Move::Last), Answer::At(14));
    assert_eq!(go(&rows, Some(0), Move::Up), Answer::Nothing);
    assert_eq!(go(&rows, Some(0), Move::In), Answer::At(1));
    assert_eq!(go(&rows, Some(3), Move::In), Answer::Turn(3));
    assert_eq!(go(&rows, Some(3), Move::Out), Answer::At(2));
    assert_eq!(go(&rows, Some(6), Move::Out), Answer::At(5));
    assert_eq!(go(&rows, Some(5), Move::Out), Answer::Turn(5));
    assert_eq!(go(&rows, Some(9), Move::In), Answer::Nothing);
    assert_eq!(go(&rows, Some(2), Move::PageDown), Answer::At(12));
    assert_eq!(go(&rows, Some(12), Move::PageDown), Answer::At(14));
    assert_eq!(go(&[], None, Move::Down), Answer::Nothing);

    let name = |row: &Row| words(&graph, &row.item, Problems::default()).name;
    let found = |at: usize, typed: &str| search(&rows, Some(at), typed, name);
    assert_eq!(found(0, "g"), Some(3));
    assert_eq!(found(3, "g"), Some(6), "one letter goes on to the next");
    assert_eq!(found(6, "g"), Some(3), "round and round");
    assert_eq!(found(3, "GW"), Some(3), "more letters may name the same");
    assert_eq!(found(3, "gw1"), Some(6));
    assert_eq!(found(3, "nothing"), None);
    assert_eq!(found(3, "gwé"), None);

    // Links are found where nothing else is called that.
    outline.turn(&rows[6]);
    let opened = outline.rows(&graph);
    assert_eq!(search(&opened, Some(0), "lb1", name), Some(13));
    assert_eq!(search(&opened, Some(0), "validates", name), Some(7));
    outline.turn(&opened[6]);

    // What is selected elsewhere gets a row.
    outline.turn(&rows[5]);
    outline.turn(&rows[0]);
    let link = Selection::link("l3".parse().unwrap());
    let item = Item::of(&link, &design).unwrap();
    assert!(outline.uncover(&item, &design, catalogue::wso2am_3_1_0()));
    let rows = outline.rows(&graph);
    let at = rows.iter().find(|row| row.item == item).unwrap();
    assert!(at.item.is_selected(&link) && at.level == 4);
    assert!(!outline.uncover(&item, &design, catalogue::wso2am_3_1_0()));
}

#[test]
fn a_row_says_what_is_wrong_with_it_and_below_it() {
    let (design, catalogue) = (design(), catalogue::wso2am_3_1_0());
    let told = |severity, target| Told {
        rule: "a-rule".to_owned(),
        severity,
        target,
        message: "".into(),
        why: String::new(),
        fix: None,
        waivable: false,
        waived: None,
    };
    let findings = [
        told(Severity::Error, Target::Node("gw2".parse().unwrap())),
        told(Severity::Warning, Target::Link("l3".parse().unwrap())),
        told(Severity::Warning, Target::Host("h2".parse().unwrap())),
        told(Severity::Info, Target::Node("gw2".parse().unwrap())),
        told(Severity::Error, Target::Node("lb1".parse().unwrap())),
        told(Severity::Error, Target::Design),
    ];
    let totals = Totals::new(&design, catalogue, &findings);
    let graph = Graph::new(&design, catalogue);
    let said = |item: Item| words(&graph, &item, totals.of(&item, &design)).said;
    assert_eq!(said(Item::Zone("z1".parse().unwrap())), "Zone Berlin, 1 host, 1 error, 2 warnings");
    assert_eq!(said(Item::Host("h2".parse().unwrap())), "Host vm2.x, 1 error, 1 warning, 2 nodes");
    assert_eq!(said(Item::Host("h1".parse().unwrap())), "Host vm1.x, 10.0.0.1, 1 warning, 1 node");
    assert_eq!(said(node("gw2")), "gw2, Gateway, 1 error, 1 link");
    assert_eq!(said(node("pub1")), "pub1, Publisher, linked with nothing");
    let link = |of: &str| Item::Link { of: of.parse().unwrap(), link: "l3".parse().unwrap() };
    assert_eq!(said(link("gw1")), "validates keys with km1, HTTPS 9444, 1 warning, link");
    assert_eq!(said(link("km1")), "gw1 validates keys with it, HTTPS 9444, 1 warning, link");
    let calls = Item::Link { of: "out1".parse().unwrap(), link: "l4".parse().unwrap() };
    assert_eq!(said(calls), "calls lb1, HTTPS 443, link", "what the balancer publishes");
    let mut with_link = design.clone();
    let link = topology::Link {
        id: "l5".parse().unwrap(),
        from: "pub1".parse().unwrap(),
        to: "db1".parse().unwrap(),
        kind: "stores-in".parse().unwrap(),
    };
    Change::add_link(link.clone()).apply(&mut with_link).unwrap();
    assert_eq!(facts::carries(&Graph::new(&with_link, catalogue), &link), "JDBC 3306");
    let shared = totals.of(&Item::Group(editor::outline::Group::Shared), &design);
    assert_eq!(shared.said(), "1 error");
}

#[test]
fn a_node_is_added_on_the_host_or_in_the_zone_that_is_looked_at() {
    let mut hands = hands();
    let effects = hands.editor.select_in_view(Selection::place(host("h1")));
    hands.effects.extend(effects);
    hands.run("add-here");
    let question = hands.asked().unwrap();
    assert!(!question.roles.contains(&"client".parse().unwrap()), "it needs no host");
    let role = "key-manager".parse().unwrap();
    hands.editor.answer_role(&question, &role, catalogue::wso2am_3_1_0());
    let made = hands.editor.design().node(&"km2".parse().unwrap()).unwrap().clone();
    assert_eq!(made.host.unwrap().as_str(), "h1");
    assert_eq!((made.offset, made.hostname.as_str()), (1, ""), "its ports are free there");

    // Beside a node: on the same host.
    hands.editor.select_in_view(node("gw2").selection());
    hands.run("add-here");
    assert_eq!(hands.asked().unwrap().join, editor::Join::In(host("h2")));

    hands.editor.select_in_view(Selection::place(Place::Zone("z2".parse().unwrap())));
    hands.run("add-here");
    let question = hands.asked().unwrap();
    let before = hands.editor.design().hosts().len();
    hands.editor.answer_role(&question, &"gateway".parse().unwrap(), catalogue::wso2am_3_1_0());
    let design = hands.editor.design();
    assert_eq!(design.hosts().len(), before + 1);
    let host = design.node(&"gw3".parse().unwrap()).unwrap().host.clone().unwrap();
    assert_eq!(design.host(&host).unwrap().zone.as_ref().unwrap().as_str(), "z2");
    hands.run("undo");
    assert_eq!(hands.editor.design().hosts().len(), before, "it is one step");
}

#[test]
fn nodes_move_to_hosts_and_hosts_to_zones() {
    let mut hands = hands();
    hands.editor.select_in_view(node("gw1").selection());
    hands.run("move-to");
    assert_eq!(hands.effects.last(), Some(&Effect::Pick(List::Destinations)));
    let list = hands.editor.destinations();
    let refused = |to: &Destination| list.iter().find(|(other, _)| other == to).unwrap().1;
    assert!(refused(&Destination::Host("h1".parse().unwrap())).is_some());
    assert!(refused(&Destination::Host("h2".parse().unwrap())).is_none());
    assert!(refused(&Destination::Nowhere).is_none());
    let move_to = |hands: &mut TestEditor<'_>, to: Destination| {
        let effects = hands.editor.move_to(&to, catalogue::wso2am_3_1_0());
        hands.effects.extend(effects);
        hands.said().last().map(|said| (*said).to_owned()).unwrap()
    };
    let h2 = Destination::Host("h2".parse().unwrap());
    let said = "gw1 is on vm2.x now, with port offset 2: its ports were taken there.";
    assert_eq!(move_to(&mut hands, h2.clone()), said);
    assert_eq!(move_to(&mut hands, h2), "It is there already.");
    assert_eq!(move_to(&mut hands, Destination::Nowhere), "gw1 is on no host now.");
    assert_eq!(move_to(&mut hands, Destination::NewHost), "gw1 is on h4.example.com now.");

    hands.editor.select_in_view(Selection::place(host("h3")));
    let zones = hands.editor.destinations();
    assert_eq!(zones.len(), 3);
    assert_eq!(zones[2], (Destination::Nowhere, Some("It is there already.")));
    let z1 = Destination::Zone("z1".parse().unwrap());
    assert_eq!(move_to(&mut hands, z1), "vm3.x is in Berlin now.");

    hands.editor.select_in_view(Selection::place(Place::Zone("z1".parse().unwrap())));
    assert!(hands.editor.destinations().iter().all(|(_, refused)| refused.is_some()));
    hands.editor.select_in_view(Selection::place(Place::Zone("z2".parse().unwrap())));
    assert_eq!(move_to(&mut hands, Destination::Nowhere), "DMZ is in no zone now.");
}

#[test]
fn hosts_and_zones_are_added_shown_and_deleted_like_anything_else() {
    let mut hands = hands();
    hands.editor.select_in_view(Selection::place(Place::Zone("z2".parse().unwrap())));
    hands.run("add-host");
    assert_eq!(hands.editor.selection().place, Some(host("h4")));
    let h4 = hands.editor.design().host(&"h4".parse().unwrap()).unwrap();
    assert_eq!(h4.zone.as_ref().unwrap().as_str(), "z2");
    hands.run("add-zone");
    assert_eq!(hands.editor.selection().place, Some(Place::Zone("z3".parse().unwrap())));
    let menus = |hands: &mut TestEditor<'_>| {
        hands.run("menu");
        let menu = hands.effects.iter().rev().find_map(|effect| match effect {
            Effect::Menu(menu) => Some(menu.clone()),
            _ => None,
        });
        menu.unwrap()
    };
    assert!(menus(&mut hands).entries.contains(&"add-zone"));
    hands.editor.select_in_view(Selection::place(host("h2")));
    let menu = menus(&mut hands);
    assert_eq!(menu.title, "vm2.x");
    assert!(menu.entries.contains(&"delete") && !menu.entries.contains(&"connect"));
    hands.run("delete");
    assert_eq!(hands.said().last(), Some(&"Host vm2.x deleted, 2 nodes on it stayed"));
    assert_eq!(hands.editor.design().nodes().len(), 7);
    assert!(hands.editor.selection().place.is_none());
    hands.run("delete");
    assert_eq!(hands.editor.design().nodes().len(), 7, "nothing is left to delete");
}

#[test]
fn the_list_of_partners_says_how_and_why_not() {
    let mut hands = hands();
    hands.editor.select_in_view(node("pub1").selection());
    hands.run("connect-list");
    let from = "pub1".parse().unwrap();
    assert_eq!(hands.effects.last(), Some(&Effect::Pick(List::Partners(from))));
    let from = "pub1".parse().unwrap();
    let list = hands.editor.partners(&from, "", catalogue::wso2am_3_1_0());
    let of = |id: &str| list.iter().find(|one| one.node == *id).unwrap().about.clone();
    assert!(of("db1").unwrap().contains("stores in it"));
    assert!(of("out1").is_err_and(|why| why.contains("Publisher")));
    let refused = list.iter().position(|one| one.about.is_err()).unwrap();
    assert!(list[refused..].iter().all(|one| one.about.is_err()), "those come last");
    assert_eq!(list.len(), 6);
    let found = hands.editor.partners(&from, "data", catalogue::wso2am_3_1_0());
    assert_eq!(found.len(), 1);
}

#[test]
fn what_changed_is_said_in_numbers() {
    let said = |before, after| facts::problems_changed(before, after).unwrap_or_default();
    assert_eq!(said((0, 0), (0, 0)), "");
    assert_eq!(said((0, 0), (1, 2)), "1 error more, 2 warnings more: 1 error and 2 warnings now.");
    assert_eq!(said((3, 1), (1, 1)), "2 errors fewer: 1 error and 1 warning now.");
    assert_eq!(said((1, 0), (0, 0)), "1 error fewer: no errors and no warnings left.");
    assert_eq!(said((1, 1), (0, 2)), "1 error fewer, 1 warning more: no errors, 2 warnings now.");
}
