//! The one table of what may be done by whom. It knows nothing of a database: what somebody is to a thing is told.

/// What somebody is to a workspace or to a design. Each may what those before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Looks.
    Viewer,
    /// Says something.
    Commenter,
    /// Changes and exports.
    Editor,
    /// Says who may what.
    Owner,
}

impl Role {
    pub const ALL: [Self; 4] = [Self::Viewer, Self::Commenter, Self::Editor, Self::Owner];

    /// As it is stored and sent.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Commenter => "commenter",
            Self::Editor => "editor",
            Self::Owner => "owner",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// What is to be done, by the thing that it is done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    ViewDesign,
    CommentOnDesign,
    EditDesign,
    ExportDesign,
    DeleteDesign,
    /// Its versions: what it was, which who comes by a link does not see.
    ViewHistory,
    /// Links to it for people without an account.
    ShareDesign,
    /// Saying who else may what with it.
    ManageDesign,
    ViewWorkspace,
    CreateDesign,
    /// Its name, its members, and who is invited.
    ManageWorkspace,
    /// What anyone who is known may: what is theirs, and what has no owner.
    UseConsole,
    /// People, the log of what was done, the system.
    AdministerConsole,
}

impl Action {
    pub const ALL: [Self; 13] = [
        Self::ViewDesign,
        Self::CommentOnDesign,
        Self::EditDesign,
        Self::ExportDesign,
        Self::DeleteDesign,
        Self::ViewHistory,
        Self::ShareDesign,
        Self::ManageDesign,
        Self::ViewWorkspace,
        Self::CreateDesign,
        Self::ManageWorkspace,
        Self::UseConsole,
        Self::AdministerConsole,
    ];

    fn need(self) -> Need {
        match self {
            Self::ViewDesign | Self::ViewHistory | Self::ViewWorkspace => Need::Role(Role::Viewer),
            Self::CommentOnDesign => Need::Role(Role::Commenter),
            Self::EditDesign
            | Self::ExportDesign
            | Self::DeleteDesign
            | Self::ShareDesign
            | Self::CreateDesign => Need::Role(Role::Editor),
            Self::ManageDesign | Self::ManageWorkspace => Need::Role(Role::Owner),
            Self::UseConsole => Need::Nothing,
            Self::AdministerConsole => Need::Admin,
        }
    }

    /// What a token has to be for.
    fn scope(self) -> Scope {
        match self {
            Self::ViewDesign | Self::ViewHistory | Self::ViewWorkspace | Self::UseConsole => {
                Scope::Read
            }
            Self::ExportDesign => Scope::Export,
            Self::CommentOnDesign | Self::EditDesign | Self::DeleteDesign | Self::CreateDesign => {
                Scope::Write
            }
            Self::ShareDesign
            | Self::ManageDesign
            | Self::ManageWorkspace
            | Self::AdministerConsole => Scope::Manage,
        }
    }
}

enum Need {
    Nothing,
    Role(Role),
    Admin,
}

/// What a token may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    Read,
    Write,
    Export,
    Manage,
}

impl Scope {
    pub const ALL: [Self; 4] = [Self::Read, Self::Write, Self::Export, Self::Manage];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Export => "export",
            Self::Manage => "manage",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text)
    }
}

/// What a token may be used for, all in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scopes(Vec<Scope>);

impl Scopes {
    /// `None` when one of the words is no scope, or there is none.
    #[must_use]
    pub fn parse(words: &str) -> Option<Self> {
        let scopes: Option<Vec<Scope>> = words.split_whitespace().map(Scope::parse).collect();
        scopes.filter(|scopes| !scopes.is_empty()).map(Self)
    }

    /// The words with a blank between.
    #[must_use]
    pub fn words(&self) -> String {
        let words: Vec<&str> =
            Scope::ALL.into_iter().filter(|scope| self.has(*scope)).map(Scope::as_str).collect();
        words.join(" ")
    }

    #[must_use]
    pub fn has(&self, scope: Scope) -> bool {
        self.0.contains(&scope)
    }
}

/// Somebody with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub id: String,
    pub email: String,
    pub name: String,
    pub is_admin: bool,
}

/// Somebody who came by a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guest {
    pub share: String,
    pub design: String,
    /// The version that they see; `None` for the design as it is now.
    pub version: Option<i64>,
    pub role: Role,
    /// Whether they may take the bundle away.
    pub bundle: bool,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Somebody we do not know.
    Nobody,
    /// Whoever works alone on this machine: there are no accounts.
    Local,
    Person(Person),
    /// A program that works for a person.
    Token {
        of: Person,
        scopes: Scopes,
    },
    /// Somebody who came by a link.
    Guest(Guest),
}

impl Actor {
    #[must_use]
    pub fn person(&self) -> Option<&Person> {
        match self {
            Self::Nobody | Self::Local | Self::Guest(_) => None,
            Self::Person(person) | Self::Token { of: person, .. } => Some(person),
        }
    }

    /// As the log of what was done has it.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Nobody => "nobody",
            Self::Local => "local",
            Self::Guest(guest) => &guest.share,
            Self::Person(person) | Self::Token { of: person, .. } => &person.id,
        }
    }
}

/// What an actor is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Yes,
    /// They know of it, and may not do this to it.
    No,
    /// To them it is not there: nobody learns what exists where they have no part.
    Hidden,
    /// First they have to say who they are.
    SignIn,
}

/// Whether an actor may do something to a thing that they are this to; `None` where they have no part in it.
#[must_use]
pub fn can(actor: &Actor, action: Action, standing: Option<Role>) -> Verdict {
    let (person, scopes) = match actor {
        Actor::Nobody => return Verdict::SignIn,
        Actor::Local => return Verdict::Yes,
        Actor::Guest(guest) => return guest_can(guest, action, standing),
        Actor::Person(person) => (person, None),
        Actor::Token { of, scopes } => (of, Some(scopes)),
    };
    let fits = scopes.is_none_or(|scopes| scopes.has(action.scope()));
    match action.need() {
        Need::Role(_) if standing.is_none() => Verdict::Hidden,
        Need::Role(least) if standing < Some(least) => Verdict::No,
        Need::Admin if !person.is_admin => Verdict::No,
        Need::Role(_) | Need::Admin | Need::Nothing if fits => Verdict::Yes,
        Need::Role(_) | Need::Admin | Need::Nothing => Verdict::No,
    }
}

/// Who came by a link may what the link is for, with the one design that it is of.
fn guest_can(guest: &Guest, action: Action, standing: Option<Role>) -> Verdict {
    let Some(role) = standing else {
        return match action.need() {
            Need::Role(_) => Verdict::Hidden,
            Need::Admin | Need::Nothing => Verdict::SignIn,
        };
    };
    let may = match action {
        Action::ViewDesign => true,
        Action::CommentOnDesign => role >= Role::Commenter,
        Action::ExportDesign => guest.bundle,
        _ => false,
    };
    if may { Verdict::Yes } else { Verdict::No }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(is_admin: bool) -> Person {
        Person { id: "u".into(), email: "a@b.c".into(), name: "A".into(), is_admin }
    }

    /// The whole table, as a company would read it: who may, from which role on.
    #[test]
    fn each_action_is_for_these_roles_and_no_others() {
        let table: [(Action, &[Role]); 11] = [
            (Action::ViewHistory, &Role::ALL),
            (Action::ShareDesign, &[Role::Editor, Role::Owner]),
            (Action::ViewDesign, &Role::ALL),
            (Action::ViewWorkspace, &Role::ALL),
            (Action::CommentOnDesign, &[Role::Commenter, Role::Editor, Role::Owner]),
            (Action::EditDesign, &[Role::Editor, Role::Owner]),
            (Action::ExportDesign, &[Role::Editor, Role::Owner]),
            (Action::DeleteDesign, &[Role::Editor, Role::Owner]),
            (Action::CreateDesign, &[Role::Editor, Role::Owner]),
            (Action::ManageDesign, &[Role::Owner]),
            (Action::ManageWorkspace, &[Role::Owner]),
        ];
        for (action, may) in table {
            for role in Role::ALL {
                // Who administers the console is nobody special in a workspace.
                for admin in [false, true] {
                    let wanted = if may.contains(&role) { Verdict::Yes } else { Verdict::No };
                    let verdict = can(&Actor::Person(person(admin)), action, Some(role));
                    assert_eq!(verdict, wanted, "{action:?} {role:?}");
                }
            }
        }
    }

    #[test]
    fn who_has_no_part_in_it_does_not_learn_that_it_is_there() {
        for action in Action::ALL {
            let verdict = can(&Actor::Person(person(true)), action, None);
            let wanted = match action {
                Action::UseConsole | Action::AdministerConsole => Verdict::Yes,
                _ => Verdict::Hidden,
            };
            assert_eq!(verdict, wanted, "{action:?}");
        }
        let verdict = can(&Actor::Person(person(false)), Action::AdministerConsole, None);
        assert_eq!(verdict, Verdict::No);
    }

    #[test]
    fn nobody_signs_in_first_and_who_works_alone_may_everything() {
        for action in Action::ALL {
            for standing in [None, Some(Role::Owner)] {
                assert_eq!(can(&Actor::Nobody, action, standing), Verdict::SignIn);
                assert_eq!(can(&Actor::Local, action, standing), Verdict::Yes);
            }
        }
    }

    #[test]
    fn a_token_may_what_its_person_may_and_its_scopes_say() {
        let token = |scopes: &str| Actor::Token {
            of: person(true),
            scopes: Scopes::parse(scopes).unwrap(),
        };
        let may = |scopes, action, role| can(&token(scopes), action, role) == Verdict::Yes;
        assert!(may("read", Action::ViewDesign, Some(Role::Viewer)));
        assert!(!may("read", Action::EditDesign, Some(Role::Owner)));
        assert!(!may("read", Action::ExportDesign, Some(Role::Owner)));
        assert!(may("read export", Action::ExportDesign, Some(Role::Editor)));
        assert!(!may("read write export manage", Action::ExportDesign, Some(Role::Viewer)));
        assert!(!may("write", Action::AdministerConsole, None));
        assert!(may("manage", Action::AdministerConsole, None));
        assert_eq!(can(&token("manage"), Action::ViewDesign, None), Verdict::Hidden);
    }

    #[test]
    fn a_guest_may_what_the_link_is_for_and_nothing_else() {
        let guest = |role, bundle| {
            let (share, design) = ("s".to_owned(), "d".to_owned());
            Actor::Guest(Guest { share, design, version: None, role, bundle })
        };
        let may = |actor: &Actor, role| {
            let yes = |action: &Action| can(actor, *action, Some(role)) == Verdict::Yes;
            Action::ALL.into_iter().filter(yes).collect::<Vec<_>>()
        };
        let (view, comment) = (Action::ViewDesign, Action::CommentOnDesign);
        assert_eq!(may(&guest(Role::Viewer, false), Role::Viewer), [view]);
        assert_eq!(may(&guest(Role::Commenter, false), Role::Commenter), [view, comment]);
        let with = may(&guest(Role::Viewer, true), Role::Viewer);
        assert_eq!(with, [view, Action::ExportDesign]);
        for action in Action::ALL {
            let verdict = can(&guest(Role::Commenter, true), action, None);
            assert!(matches!(verdict, Verdict::Hidden | Verdict::SignIn), "{action:?}");
        }
    }

    #[test]
    fn words_are_read_as_they_are_written() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Some(role));
        }
        assert_eq!(Role::parse("admin"), None);
        assert_eq!(Scopes::parse("export  read").unwrap().words(), "read export");
        assert_eq!(Scopes::parse("read, write"), None);
        assert_eq!(Scopes::parse(" "), None);
    }
}
