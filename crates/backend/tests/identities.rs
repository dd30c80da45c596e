//! People who come from a provider: who is let in, and as what.

use backend::{
    Actor, Arrival, Backend, BackendError, Caller, Identity, Refusal, Role, Secret, SignedIn, Trip,
};

const PASSWORD: &str = "correct horse battery";
const ISSUER: &str = "https://sso.example.com";

async fn backend() -> Backend {
    backend::testing::backend().await.unwrap()
}

fn identity(subject: &str, email: &str) -> Identity {
    Identity {
        issuer: ISSUER.to_owned(),
        subject: subject.to_owned(),
        email: Some(email.to_owned()),
        name: Some("Grace Hopper".to_owned()),
        is_admin: None,
    }
}

/// The first administrator, with a password.
async fn ada(backend: &Backend) -> Caller {
    let word = backend.first_invitation().await.unwrap().unwrap();
    let signed_in = backend.join(&word, "ada@example.com", "Ada", PASSWORD, "").await.unwrap();
    backend.caller(Actor::Person(signed_in.person))
}

async fn trip(backend: &Backend) -> Trip {
    let word = backend.leave("/").await.unwrap();
    backend.come_back(&word).await.unwrap().unwrap()
}

async fn arrive(backend: &Backend, who: &Identity, joining: Option<Role>) -> Arrival {
    backend.arrive(who, &trip(backend).await, joining, "a test").await.unwrap()
}

async fn comes_in(backend: &Backend, who: &Identity, joining: Option<Role>) -> SignedIn {
    match arrive(backend, who, joining).await {
        Arrival::In(signed_in) => signed_in,
        Arrival::Out(refusal) => panic!("{refusal:?}"),
    }
}

async fn stays_out(backend: &Backend, who: &Identity, joining: Option<Role>) -> Refusal {
    match arrive(backend, who, joining).await {
        Arrival::In(signed_in) => panic!("{signed_in:?}"),
        Arrival::Out(refusal) => refusal,
    }
}

fn caller(backend: &Backend, of: &SignedIn) -> Caller {
    backend.caller(Actor::Person(of.person.clone()))
}

#[tokio::test]
async fn who_is_invited_comes_in_once_invited_and_is_known_from_then_on() {
    let backend = backend().await;
    let ada = ada(&backend).await;
    let grace = identity("1", "Grace@Example.com");
    assert_eq!(stays_out(&backend, &grace, None).await, Refusal::NotInvited);
    ada.invite("main", "grace@example.com", Role::Editor).await.unwrap();
    let other = ada.create_workspace("Other").await.unwrap().id;
    ada.invite(&other, "grace@example.com", Role::Viewer).await.unwrap();
    let first = comes_in(&backend, &grace, None).await;
    assert_eq!(first.person.email, "grace@example.com");
    assert_eq!((first.person.name.as_str(), first.person.is_admin), ("Grace Hopper", false));
    let roles: Vec<(String, Role)> = caller(&backend, &first)
        .workspaces()
        .await
        .unwrap()
        .into_iter()
        .map(|one| (one.name, one.role))
        .collect();
    assert_eq!(roles, [("Main".to_owned(), Role::Editor), ("Other".to_owned(), Role::Viewer)]);
    assert!(ada.invitations("main").await.unwrap().is_empty());
    // Another address at the provider is the same person, and a session of its own.
    let again = comes_in(&backend, &identity("1", "hopper@example.com"), None).await;
    assert_eq!(again.person, first.person);
    assert!(!again.session.is(&first.session));
    // Another subject, and the same subject of another issuer, are other people.
    assert_eq!(
        stays_out(&backend, &identity("2", "eve@example.com"), None).await,
        Refusal::NotInvited
    );
    let elsewhere =
        Identity { issuer: "https://other.example.com".into(), ..identity("1", "eve@example.com") };
    assert_eq!(stays_out(&backend, &elsewhere, None).await, Refusal::NotInvited);
    // There is no password by which the account is entered.
    for password in ["", PASSWORD] {
        assert!(backend.sign_in("grace@example.com", password, "").await.is_err());
    }
}

#[tokio::test]
async fn an_account_is_given_to_nobody_because_of_its_address() {
    let backend = backend().await;
    let ada = ada(&backend).await;
    ada.invite("main", "ada@example.com", Role::Owner).await.unwrap();
    for joining in [None, Some(Role::Viewer)] {
        let refusal = stays_out(&backend, &identity("1", "ADA@example.com"), joining).await;
        assert_eq!(refusal, Refusal::Known);
    }
    // Whoever is in the account connects it.
    let word = ada.leave_to_connect("/account").await.unwrap();
    let trip = backend.come_back(&word).await.unwrap().unwrap();
    assert_eq!(trip.connects.as_deref(), Some(ada.actor().name()));
    assert_eq!(
        backend.caller(Actor::Nobody).connect(&identity("1", "x@x.x"), &trip).await.unwrap(),
        Some(Refusal::Changed)
    );
    assert_eq!(ada.connect(&identity("1", "other@example.com"), &trip).await.unwrap(), None);
    assert_eq!(
        comes_in(&backend, &identity("1", "ada@example.com"), None).await.person.email,
        "ada@example.com"
    );
    // Once is enough, and what is connected belongs to nobody else.
    assert_eq!(ada.connect(&identity("1", "ada@example.com"), &trip).await.unwrap(), None);
    assert_eq!(ada.ways_in().await.unwrap().identities.len(), 1);
    let bob = comes_in(&backend, &identity("2", "bob@example.com"), Some(Role::Viewer)).await;
    let bob = caller(&backend, &bob);
    assert_eq!(bob.connect(&identity("1", ""), &trip).await.unwrap(), Some(Refusal::Changed));
    let word = bob.leave_to_connect("/account").await.unwrap();
    let own = backend.come_back(&word).await.unwrap().unwrap();
    assert_eq!(bob.connect(&identity("1", ""), &own).await.unwrap(), Some(Refusal::Taken));
}

#[tokio::test]
async fn nobody_takes_their_last_way_in_away() {
    let backend = backend().await;
    let ada = ada(&backend).await;
    let bob = comes_in(&backend, &identity("2", "bob@example.com"), Some(Role::Viewer)).await;
    let bob = caller(&backend, &bob);
    assert!(!bob.ways_in().await.unwrap().has_password);
    let refused = bob.disconnect(ISSUER, "2", true).await.unwrap_err();
    assert!(refused.to_string().contains("locked out"), "{refused}");
    assert!(matches!(ada.disconnect(ISSUER, "2", true).await, Err(BackendError::NotFound(_))));
    let word = ada.leave_to_connect("/").await.unwrap();
    let trip = backend.come_back(&word).await.unwrap().unwrap();
    ada.connect(&identity("1", "ada@example.com"), &trip).await.unwrap();
    // A password is no way in where passwords do not count.
    assert!(ada.disconnect(ISSUER, "1", false).await.is_err());
    ada.disconnect(ISSUER, "1", true).await.unwrap();
    assert_eq!(stays_out(&backend, &identity("1", "ada@example.com"), None).await, Refusal::Known);
    let actions: Vec<String> =
        ada.audit(None).await.unwrap().into_iter().map(|entry| entry.action).collect();
    for action in ["identity-added", "identity-removed", "sign-in-failed", "user-added"] {
        assert!(actions.iter().any(|one| one == action), "{action}: {actions:?}");
    }
}

#[tokio::test]
async fn the_first_to_come_has_the_printed_word_or_is_named_as_an_administrator() {
    let backend = backend().await;
    let grace = identity("1", "grace@example.com");
    for joining in [None, Some(Role::Viewer)] {
        assert_eq!(stays_out(&backend, &grace, joining).await, Refusal::First);
    }
    let word = backend.first_invitation().await.unwrap().unwrap();
    let cookie = backend.leave_to_join(&word).await.unwrap();
    let way = backend.come_back(&cookie).await.unwrap().unwrap();
    let nameless = Identity { email: None, ..grace.clone() };
    let refused = backend.arrive(&nameless, &way, None, "").await.unwrap();
    assert!(matches!(refused, Arrival::Out(Refusal::NoAddress)), "{refused:?}");
    let Arrival::In(first) = backend.arrive(&grace, &way, None, "").await.unwrap() else {
        panic!("the word lets in")
    };
    assert!(first.person.is_admin);
    let workspaces = caller(&backend, &first).workspaces().await.unwrap();
    assert_eq!((workspaces.len(), workspaces[0].role), (1, Role::Owner));
    // The word has let in one: nobody else, here or there.
    assert!(matches!(
        backend.leave_to_join(&word).await,
        Err(BackendError::NotFound("invitation"))
    ));
    let late = backend.arrive(&identity("2", "bob@example.com"), &way, None, "").await.unwrap();
    assert!(matches!(late, Arrival::Out(Refusal::NotInvited)), "{late:?}");

    let other = self::backend().await;
    let named = Identity { is_admin: Some(true), ..identity("1", "grace@example.com") };
    let first = comes_in(&other, &named, None).await;
    assert!(first.person.is_admin);
    assert_eq!(caller(&other, &first).workspaces().await.unwrap()[0].role, Role::Owner);
    assert!(other.first_invitation().await.unwrap().is_none());
}

#[tokio::test]
async fn the_provider_says_who_administers_and_never_leaves_nobody() {
    let backend = backend().await;
    let ada = ada(&backend).await;
    let as_admin = |is_admin| Identity { is_admin, ..identity("1", "grace@example.com") };
    assert_eq!(stays_out(&backend, &as_admin(Some(false)), None).await, Refusal::NotInvited);
    // Who is named needs no other invitation.
    assert!(comes_in(&backend, &as_admin(Some(true)), None).await.person.is_admin);
    assert!(comes_in(&backend, &as_admin(None), None).await.person.is_admin);
    assert!(!comes_in(&backend, &as_admin(Some(false)), None).await.person.is_admin);
    let grace = comes_in(&backend, &as_admin(Some(true)), None).await;
    caller(&backend, &grace).set_user(ada.actor().name(), false, false).await.unwrap();
    assert!(comes_in(&backend, &as_admin(Some(false)), None).await.person.is_admin, "the last one");
}

#[tokio::test]
async fn who_may_not_sign_in_may_not_from_anywhere() {
    let backend = backend().await;
    let ada = ada(&backend).await;
    let grace = identity("1", "grace@example.com");
    let came = comes_in(&backend, &grace, Some(Role::Viewer)).await;
    ada.set_user(&came.person.id, false, true).await.unwrap();
    let named = Identity { is_admin: Some(true), ..grace.clone() };
    for who in [&grace, &named] {
        assert_eq!(stays_out(&backend, who, Some(Role::Viewer)).await, Refusal::Disabled);
    }
    assert_eq!(backend.actor_of_session(&came.session).await.unwrap(), Actor::Nobody);
    let listed = ada.users().await.unwrap();
    assert!(listed.iter().any(|one| one.id == came.person.id && one.is_disabled && !one.is_admin));
}

#[tokio::test]
async fn an_invitation_that_is_brought_is_for_its_address() {
    let backend = backend().await;
    let ada = ada(&backend).await;
    let (_, word) = ada.invite("main", "bob@example.com", Role::Commenter).await.unwrap();
    let bring = async |who: &Identity| {
        let cookie = backend.leave_to_join(&word).await.unwrap();
        let way = backend.come_back(&cookie).await.unwrap().unwrap();
        backend.arrive(who, &way, None, "").await.unwrap()
    };
    let eve = bring(&identity("1", "eve@example.com")).await;
    assert!(matches!(eve, Arrival::Out(Refusal::OtherAddress)), "{eve:?}");
    let bob = bring(&identity("2", "bob@example.com")).await;
    assert!(matches!(bob, Arrival::In(_)), "{bob:?}");
    // Who has an account already accepts the next one by coming.
    let other = ada.create_workspace("Other").await.unwrap().id;
    ada.invite(&other, "bob@example.com", Role::Editor).await.unwrap();
    let again = comes_in(&backend, &identity("2", "bob@example.com"), None).await;
    assert_eq!(caller(&backend, &again).workspaces().await.unwrap().len(), 2);
    // But not by another address than that of the account.
    ada.invite("main", "carol@example.com", Role::Owner).await.unwrap();
    comes_in(&backend, &identity("2", "carol@example.com"), None).await;
    assert_eq!(ada.invitations("main").await.unwrap().len(), 1);
}

#[tokio::test]
async fn of_two_who_are_the_same_one_account_is_made() {
    let backend = backend().await;
    ada(&backend).await;
    let grace = identity("1", "grace@example.com");
    let (one, other) = tokio::join!(
        comes_in(&backend, &grace, Some(Role::Viewer)),
        comes_in(&backend, &grace, Some(Role::Viewer)),
    );
    assert_eq!(one.person, other.person);
    // And of two who have one address, one.
    let (one, other) = (identity("2", "bob@example.com"), identity("3", "bob@example.com"));
    let (one, other) = tokio::join!(
        arrive(&backend, &one, Some(Role::Viewer)),
        arrive(&backend, &other, Some(Role::Viewer)),
    );
    let let_in = [one, other].into_iter().filter(|came| matches!(came, Arrival::In(_))).count();
    assert_eq!(let_in, 1);
}

#[tokio::test]
async fn what_a_provider_calls_somebody_is_taken_where_it_is_a_name() {
    let backend = backend().await;
    ada(&backend).await;
    for (at, name, wanted) in [
        (1, Some("Grace Hopper"), "Grace Hopper"),
        (2, None, "p2"),
        (3, Some("two\nlines"), "p3"),
        (4, Some("  "), "p4"),
    ] {
        let who = Identity {
            name: name.map(ToOwned::to_owned),
            ..identity(&at.to_string(), &format!("p{at}@example.com"))
        };
        assert_eq!(comes_in(&backend, &who, Some(Role::Viewer)).await.person.name, wanted);
    }
    assert!(backend.come_back(&Secret::given("")).await.unwrap().is_none());
}
