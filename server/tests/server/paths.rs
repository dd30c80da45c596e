//! S12: an address that is written otherwise leads nowhere, whoever writes it.

use std::collections::BTreeSet;

use crate::town::Town;

/// Ways to write an address, each of which has been another one somewhere.
fn written(path: &str) -> Vec<String> {
    let last = path.rsplit_once('/').unwrap();
    let inside = path[1..].replacen('/', "//", 1);
    let mut ways = vec![
        format!("/{path}"),
        format!("//{path}"),
        format!("/{inside}"),
        format!("{}//{}", last.0, last.1),
        format!("{}%2f{}", last.0, last.1),
        format!("{}%2F{}", last.0, last.1),
        format!("{}%5c{}", last.0, last.1),
        format!("{}/..;/{}", last.0, last.1),
        format!("{}/%2e%2e/{}", last.0, last.1),
        format!("{}/./{}", last.0, last.1),
        format!("{}/x/../{}", last.0, last.1),
        format!("{}/;x=y/{}", last.0, last.1),
        format!("/.{path}"),
        format!("/..{path}"),
        format!("/%2e%2e{path}"),
        format!("/x/..{path}"),
        format!("/%c0%ae%c0%ae{path}"),
        format!("/%e0%80%af{path}"),
        format!("/static/..%2f..{path}"),
    ];
    ways.extend(
        ["/", "//", ".", "..", "%20", "%00", "%0a", ";", ";.js", "/.", "~", "%2e", ".json.bak"]
            .map(|end| format!("{path}{end}")),
    );
    ways.push(path.to_uppercase());
    ways.push(path.replace("designs", "Designs"));
    ways.push(path.replace("designs", "desi%67ns"));
    ways.push(path.replace("/designs/", "/designs%2f"));
    ways.push(path.replace('/', "/%2f"));
    ways.push(path.replace('d', "%2564"));
    ways
}

#[tokio::test]
async fn no_way_of_writing_an_address_gives_a_stranger_anything() {
    let town = Town::new().await;
    let design = town.design().await;
    let (made, _) = town.owner.share(&design, backend::NewShare::default()).await.unwrap();
    let paths = [
        format!("/designs/{design}/design.json"),
        format!("/designs/{design}/download"),
        format!("/designs/{design}/topology.svg"),
        format!("/designs/{design}/picture.svg"),
        format!("/designs/{design}/review.html"),
        format!("/designs/{design}"),
        format!("/api/v1/designs/{design}"),
        format!("/api/v1/designs/{design}/bundle"),
        format!("/api/v1/designs/{design}/findings"),
        format!("/s/{}", made.id),
    ];
    let literal = ["/designs/:id/design.json", "/designs/{id}/design.json", "/designs/*/download"];
    let names = ["nobody", "an old session", "a stranger"];
    let strangers = || town.visitors.iter().filter(|visitor| names.contains(&visitor.name));
    assert_eq!(strangers().count(), 3);
    let (mut asked, mut statuses) = (0, BTreeSet::new());
    let ways = paths.iter().flat_map(|path| written(path));
    for way in ways.chain(literal.map(str::to_owned)) {
        for visitor in strangers() {
            // What can be no address at all does not get to the server.
            if way.parse::<axum::http::Uri>().is_err() {
                continue;
            }
            let answer = town.send(visitor, "GET", &way, String::new()).await;
            let text = answer.text();
            for holds in ["gw1", "#role-gateway", "Payments", "gateway-worker"] {
                assert!(!text.contains(holds), "{} {way}: {}", visitor.name, answer.status);
            }
            assert!(answer.status < 500, "{} {way}: {text}", visitor.name);
            statuses.insert(answer.status);
            asked += 1;
        }
    }
    assert!(asked > 900, "{asked}");
    assert!(statuses.contains(&404), "{statuses:?}");
}

/// And who has a part in it finds it at its own address alone: what is written otherwise is the page or nothing.
#[tokio::test]
async fn who_may_see_a_design_finds_its_file_at_one_address() {
    let town = Town::new().await;
    let design = town.design().await;
    let owner = town.visitors.iter().find(|visitor| visitor.name == "owner").unwrap();
    let path = format!("/designs/{design}/design.json");
    let whole = town.send(owner, "GET", &path, String::new()).await;
    assert!(whole.status == 200 && whole.text().contains("gw1"));
    for way in written(&path).into_iter().filter(|way| way.parse::<axum::http::Uri>().is_ok()) {
        let answer = town.send(owner, "GET", &way, String::new()).await;
        // A letter may be written as its number; what it is then is the same address.
        let is_whole = answer.status == 200 && answer.bytes == whole.bytes;
        assert!(!is_whole || way.contains("desi%67ns"), "{way}: {}", answer.status);
    }
}
