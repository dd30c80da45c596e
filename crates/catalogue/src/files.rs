//! The data files as texts.

/// The files of one product version.
pub(crate) struct Files {
    pub(crate) product_id: &'static str,
    pub(crate) version: &'static str,
    pub(crate) product: &'static str,
    pub(crate) packs: &'static str,
    pub(crate) endpoints: &'static str,
    pub(crate) roles: &'static str,
    pub(crate) links: &'static str,
    pub(crate) settings: &'static str,
    pub(crate) databases: &'static str,
    pub(crate) config: &'static str,
    pub(crate) analytics: &'static str,
    pub(crate) corrections: &'static str,
    pub(crate) capabilities: &'static str,
    pub(crate) operations: &'static str,
    pub(crate) keys: &'static str,
    /// Keys of packs that are not the product's own, by the pack's id.
    pub(crate) pack_keys: &'static [(&'static str, &'static str)],
    pub(crate) keys_beside: &'static str,
    pub(crate) wrong_keys: &'static str,
}

macro_rules! files {
    ($product:literal, $version:literal, [$($pack:literal),*]) => {
        Files {
            product_id: $product,
            version: $version,
            product: include_str!(concat!("../data/", $product, "-", $version, "/product.toml")),
            packs: include_str!(concat!("../data/", $product, "-", $version, "/packs.toml")),
            endpoints: include_str!(concat!(
                "../data/",
                $product,
                "-",
                $version,
                "/endpoints.toml"
            )),
            roles: include_str!(concat!("../data/", $product, "-", $version, "/roles.toml")),
            capabilities: include_str!(concat!("../data/", $product, "-", $version, "/capabilities.toml")),
            links: include_str!(concat!("../data/", $product, "-", $version, "/links.toml")),
            settings: include_str!(concat!("../data/", $product, "-", $version, "/settings.toml")),
            databases: include_str!(concat!(
                "../data/",
                $product,
                "-",
                $version,
                "/databases.toml"
            )),
            config: include_str!(concat!("../data/", $product, "-", $version, "/config.toml")),
            analytics: include_str!(concat!(
                "../data/",
                $product,
                "-",
                $version,
                "/analytics.toml"
            )),
            corrections: include_str!(concat!(
                "../data/",
                $product,
                "-",
                $version,
                "/corrections.toml"
            )),
            operations: include_str!(concat!(
                "../data/",
                $product,
                "-",
                $version,
                "/operations.toml"
            )),
            keys: include_str!(concat!("../data/", $product, "-", $version, "/keys.tsv")),
            wrong_keys: include_str!(concat!(
                "../data/",
                $product,
                "-",
                $version,
                "/wrong-keys.toml"
            )),
            pack_keys: &[$((
                $pack,
                include_str!(concat!("../data/", $product, "-", $version, "/keys-", $pack, ".tsv")),
            )),*],
            keys_beside: include_str!(concat!(
                "../data/",
                $product,
                "-",
                $version,
                "/keys-beside.tsv"
            )),
        }
    };
}

pub(crate) static WSO2AM_3_1_0: Files = files!("wso2am", "3.1.0", ["wso2is-km-5.10.0"]);

/// Every version, oldest first.
pub(crate) static VERSIONS: [&Files; 1] = [&WSO2AM_3_1_0];
