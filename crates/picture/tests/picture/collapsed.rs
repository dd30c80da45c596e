//! A collapsed host is one card in every kind of picture, and opens again with all that is in it.

use picture::{Format, Look, document_in, draw, drawio, mermaid};
use topology::{Change, Container, Design, Host, Zone, document, notation};

fn design() -> Design {
    let mut design = notation::design(
        "host h1 vm1.x\nhost h2 vm2.x\ngw1: gateway @h1\ngw2: gateway @h1\nkm1: key-manager @h2\n\
         gw1 -validates-with-> km1\ngw2 -validates-with-> km1",
    );
    let zone = Zone { id: "core".parse().unwrap(), name: "Core zone".into(), parent: None };
    Change::add_zone(zone.clone()).apply(&mut design).unwrap();
    let host = design.host(&"h1".parse().unwrap()).unwrap().clone();
    Change::set_host(&design, Host { zone: Some(zone.id), ..host }).apply(&mut design).unwrap();
    let h1 = Container::Host("h1".parse().unwrap());
    Change::collapse(&design, &h1, true).apply(&mut design).unwrap();
    let places = [("gw1", 0, 0), ("gw2", 0, 200), ("km1", 600, 0)];
    let to = places.map(|(id, x, y)| (id.parse().unwrap(), topology::Point { x, y }));
    Change::move_nodes(&design, to).apply(&mut design).unwrap();
    design
}

#[test]
fn an_svg_shows_the_card_its_count_and_one_line_for_two_links() {
    let design = design();
    let catalogue = catalogue::wso2am_3_1_0();
    let drawn = draw(&design, catalogue, Format::Svg, &Look::default(), true).unwrap();
    let text = String::from_utf8(drawn.bytes.clone()).unwrap();
    let (_, picture) = text.split_once("</metadata>").unwrap();
    assert!(picture.contains(">vm1.x</text>") && picture.contains(">×2</text>"), "{picture}");
    assert!(picture.contains("<title>vm1.x 2 links to km1</title>"), "{picture}");
    assert!(picture.contains(">HO</text>"), "{picture}");
    assert!(!picture.contains(">gw1</text>") && !picture.contains(">gw2</text>"), "{picture}");
    assert!(picture.contains(">Core zone</text>"), "the zone around it is drawn");
    assert_eq!(picture.matches("stroke-opacity=\"0.7\"").count(), 1);
    let again = document::parse(&document_in(drawn.bytes).unwrap()).unwrap();
    assert_eq!(again, design);
}

#[test]
fn so_do_mermaid_and_draw_io() {
    let (design, catalogue) = (design(), catalogue::wso2am_3_1_0());
    let chart = mermaid(&design, catalogue, &Look::default());
    assert!(chart.contains("vm1.x ×2") && !chart.contains("gw2"), "{chart}");
    assert_eq!(chart.matches("-->").count(), 1, "{chart}");
    // The zone and the other host: the collapsed one has no frame around its card.
    assert_eq!(chart.matches("subgraph").count(), 2, "{chart}");
    let cells = drawio(&design, catalogue, &Look::default());
    assert!(cells.contains("vm1.x") && !cells.contains("gw2"), "{cells}");
    assert!(cells.contains("Core zone"), "{cells}");
    assert_eq!(cells.matches("edge=\"1\"").count(), 1, "{cells}");
}
