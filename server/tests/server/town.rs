//! A workspace with a design, and all who may come: for tests that go to every door.

use axum::body::Body;
use axum::http::{Request, header};
use backend::{Action, Actor, Caller, Role, Secret, Verdict, can};
use server::Access;

use crate::support::{Answer, TestApp};

const PASSWORD: &str = "correct horse battery";

/// Who stands before a door.
pub(crate) struct Visitor {
    pub(crate) name: &'static str,
    pub(crate) actor: Actor,
    /// What they are to the workspace, and by it to its designs.
    pub(crate) role: Option<Role>,
    /// What they are to each of the designs by itself.
    pub(crate) on_design: Option<Role>,
    /// The header that says who they are.
    pub(crate) header: Option<(header::HeaderName, String)>,
}

/// A workspace with a design, and all who may come.
pub(crate) struct Town {
    pub(crate) app: TestApp,
    pub(crate) owner: Caller,
    pub(crate) workspace: String,
    pub(crate) visitors: Vec<Visitor>,
}

/// Somebody new, who was asked into a workspace.
async fn come(owner: &Caller, workspace: &str, name: &str, role: Role) -> (Actor, Secret) {
    let (_, word) = owner.invite(workspace, &format!("{name}@example.com"), role).await.unwrap();
    let signed_in = owner.backend().join(&word, "", name, PASSWORD, "").await.unwrap();
    (Actor::Person(signed_in.person), signed_in.session)
}

impl Town {
    pub(crate) async fn new() -> Self {
        let app = TestApp::letting_in(Access::Accounts).await;
        let backend = app.backend.backend().clone();
        let word = backend.first_invitation().await.unwrap().unwrap();
        let first = backend.join(&word, "ada@example.com", "Ada", PASSWORD, "").await.unwrap();
        let owner = backend.caller(Actor::Person(first.person));
        let workspace = owner.create_workspace("Payments").await.unwrap().id;
        let cookie = |word: &Secret| (header::COOKIE, app.cookie(word.reveal()));
        let bearer = |word: &Secret| (header::AUTHORIZATION, format!("Bearer {}", word.reveal()));
        let mut visitors = vec![
            Visitor {
                name: "nobody",
                actor: Actor::Nobody,
                role: None,
                on_design: None,
                header: None,
            },
            Visitor {
                name: "an old session",
                actor: Actor::Nobody,
                role: None,
                on_design: None,
                header: Some(cookie(&Secret::given("tds_old"))),
            },
        ];
        for role in Role::ALL {
            let (actor, session) = come(&owner, &workspace, role.as_str(), role).await;
            let header = Some(cookie(&session));
            let name = role.as_str();
            visitors.push(Visitor { name, actor, role: Some(role), on_design: None, header });
        }
        // They work elsewhere, and have no part in this workspace but a role on each of its designs.
        for (name, role) in [
            ("viewer-of-designs", Role::Viewer),
            ("commenter-of-designs", Role::Commenter),
            ("editor-of-designs", Role::Editor),
            ("owner-of-designs", Role::Owner),
        ] {
            let (actor, session) = come(&owner, "main", name, Role::Editor).await;
            let header = Some(cookie(&session));
            visitors.push(Visitor { name, actor, role: None, on_design: Some(role), header });
        }
        for (name, scopes) in [("a reading token", "read"), ("a writing token", "read write")] {
            let (made, word) = owner.create_token(name, scopes, 1).await.unwrap();
            assert_eq!(made.scopes, scopes);
            let actor = backend.actor_of_token(&word).await.unwrap();
            visitors.push(Visitor {
                name,
                actor,
                role: Some(Role::Owner),
                on_design: None,
                header: Some(bearer(&word)),
            });
        }
        // Somebody with an account, and no part in this workspace.
        let (actor, session) = come(&owner, "main", "eve", Role::Owner).await;
        visitors.push(Visitor {
            name: "a stranger",
            actor,
            role: None,
            on_design: None,
            header: Some(cookie(&session)),
        });
        Self { app, owner, workspace, visitors }
    }

    pub(crate) async fn design(&self) -> String {
        let made =
            self.owner.create_design("Payments", Some("guide-sample"), Some(&self.workspace));
        let id = made.await.unwrap().id;
        for visitor in self.visitors.iter().filter(|visitor| visitor.on_design.is_some()) {
            let person = &visitor.actor.person().unwrap().id;
            self.owner.set_design_person(&id, person, visitor.on_design).await.unwrap();
        }
        id
    }

    pub(crate) async fn send(
        &self,
        visitor: &Visitor,
        method: &str,
        path: &str,
        body: String,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "127.0.0.1:8080")
            .header(header::ORIGIN, "http://127.0.0.1:8080")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/json");
        if let Some((name, value)) = &visitor.header {
            request = request.header(name, value);
        }
        self.app.send(request.body(Body::from(body)).unwrap()).await
    }
}

/// What a door is about.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum About {
    Design,
    Workspace,
    Console,
    /// It answers everyone.
    Everyone,
    /// What is not there, for anybody.
    Nothing,
    /// What is one's own, where one is there oneself and no token is.
    Oneself,
}

/// The table's word for a visitor at a door.
pub(crate) fn wanted(visitor: &Visitor, action: Action, about: About) -> Verdict {
    match about {
        About::Everyone | About::Nothing => Verdict::Yes,
        About::Oneself => match visitor.actor {
            Actor::Nobody | Actor::Guest(_) => Verdict::SignIn,
            Actor::Token { .. } => Verdict::No,
            Actor::Local | Actor::Person(_) => Verdict::Yes,
        },
        About::Design | About::Workspace | About::Console => {
            // A link is of one design, and of nothing else.
            let is_design = about == About::Design;
            let role =
                visitor.role.filter(|_| is_design || !matches!(visitor.actor, Actor::Guest(_)));
            // Of both roles the higher one counts.
            let role = role.max(visitor.on_design.filter(|_| is_design));
            can(&visitor.actor, action, role)
        }
    }
}

/// What an answer says of the door. Whoever comes through may still ask for what is not there.
pub(crate) fn found(answer: &Answer, wanted: Verdict) -> Verdict {
    match answer.status {
        401 => Verdict::SignIn,
        403 => Verdict::No,
        404 if wanted == Verdict::Hidden => Verdict::Hidden,
        500.. => panic!("{}", answer.text()),
        _ => Verdict::Yes,
    }
}
