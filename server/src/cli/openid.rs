//! Signing in at a provider of OpenID Connect, as it is said on the command line.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
#[command(next_help_heading = "Signing in at a provider of OpenID Connect")]
pub struct OpenIdArguments {
    /// The provider's issuer, as it spells itself: what stands before /.well-known/openid-configuration.
    #[arg(long, value_name = "URL", requires = "oidc_client_id")]
    pub oidc_issuer: Option<String>,
    /// What the provider calls this console. It sends browsers back to /oidc/callback behind --public-url.
    #[arg(long, value_name = "ID", requires = "oidc_issuer")]
    pub oidc_client_id: Option<String>,
    /// A file that holds the client's secret. It can stand in the environment instead, in
    /// `TOPOLOGY_DESIGNER_OIDC_CLIENT_SECRET`; a public client has none.
    #[arg(long, value_name = "FILE", requires = "oidc_issuer")]
    pub oidc_client_secret_file: Option<PathBuf>,
    /// What people call the provider; its host otherwise.
    #[arg(long, value_name = "TEXT", requires = "oidc_issuer")]
    pub oidc_label: Option<String>,
    /// What is asked for, with blanks between.
    #[arg(
        long,
        value_name = "SCOPES",
        requires = "oidc_issuer",
        default_value = "openid email profile"
    )]
    pub oidc_scopes: String,
    /// A claim that says who administers the console, and its value, such as `groups=topology-admins`; several for several
    /// values. The provider says so at each sign-in from then on.
    #[arg(long, value_name = "CLAIM=VALUE", requires = "oidc_issuer")]
    pub oidc_admin: Vec<String>,
    /// Domains of mail addresses that are let in, with commas between; all otherwise.
    #[arg(long, value_name = "DOMAINS", requires = "oidc_issuer", value_delimiter = ',')]
    pub oidc_domains: Vec<String>,
    /// What those become in the first workspace whom nobody has invited.
    #[arg(long, value_enum, value_name = "ROLE", requires = "oidc_issuer", default_value_t = Joining::None)]
    pub oidc_join: Joining,
    /// Passwords count no more: people sign in at the provider alone.
    #[arg(long, requires = "oidc_issuer")]
    pub oidc_only: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Joining {
    /// They are not let in.
    None,
    Viewer,
    Commenter,
    Editor,
}
