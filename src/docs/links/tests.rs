use super::{Site, Verdict};
use crate::component::ComponentType;

fn site() -> Site {
    let component = |ty, slug: &str| (ty, slug.to_owned());
    Site {
        organization: "happy".to_owned(),
        plugin: Some("cloud".to_owned()),
        components: [
            component(ComponentType::Builder, "image"),
            component(ComponentType::Builder, "cloud"),
            component(ComponentType::DataSource, "images"),
        ]
        .into(),
    }
}

/// The new path, `=` where the link is kept, `!` and the code where it is broken.
fn judged(url: &str) -> String {
    match site().judge(url) {
        Verdict::Keep => "=".to_owned(),
        Verdict::Rewrite(path, _, None) => path,
        Verdict::Rewrite(path, _, Some(problem)) => format!("{path} !{}", problem.rule),
        Verdict::Broken(problem) => format!("!{}", problem.rule),
    }
}

#[test]
fn links_of_other_sites_and_of_the_packer_docs_are_kept() {
    for url in [
        "https://example.com/docs/builders/cloud",
        "https://example.com/packer/plugins/builders/cloud",
        "//example.com/docs/builders/x",
        "mailto:a@b.c",
        "/packer/docs/provisioners/shell",
        "/packer/integrations/happy/cloud",
        "https://www.packer.io/docs/builders/null",
        "https://www.packer.io/downloads",
        "https://developer.hashicorp.com/packer/docs/builders",
        "/community-tools#a",
        "#section",
        "?q",
        "",
        "/",
        "/packer",
    ] {
        assert_eq!(judged(url), "=", "{url}");
    }
}

#[test]
fn pages_of_plugins_are_integrations() {
    for (url, path) in [
        (
            "/packer/plugins/builders/cloud#a",
            "/packer/integrations/happy/cloud",
        ),
        (
            "/packer/plugins/builders/cloud/image/?a#b",
            "/packer/integrations/happy/cloud/latest/components/builder/image",
        ),
        (
            "/packer/plugins/datasources/cloud/images",
            "/packer/integrations/happy/cloud/latest/components/data-source/images",
        ),
        (
            "/packer/plugins/builders/amazon",
            "/packer/integrations/hashicorp/amazon",
        ),
        (
            "/packer/plugins/post-processors/docker/docker-tag",
            "/packer/integrations/hashicorp/docker/latest/components/post-processor/docker-tag",
        ),
        (
            "/packer/plugins/provisioners/shell-local",
            "/packer/docs/provisioners/shell-local",
        ),
        (
            "/packer/plugins/builders/cloud/imgae",
            "/packer/integrations/happy/cloud/latest/components/builder/imgae !link-component",
        ),
    ] {
        assert_eq!(judged(url), path, "{url}");
    }
}

#[test]
fn old_links_are_resolved_where_there_is_such_a_page() {
    for (url, path) in [
        (
            "/docs/builders/cloud",
            "/packer/integrations/happy/cloud/latest/components/builder/cloud",
        ),
        (
            "/docs/provisioners/cloud",
            "/packer/integrations/happy/cloud",
        ),
        (
            "/docs/builders/image.mdx",
            "/packer/integrations/happy/cloud/latest/components/builder/image",
        ),
        (
            "/docs/builders/cloud-image",
            "/packer/integrations/happy/cloud/latest/components/builder/image",
        ),
        (
            "/docs/builders/cloud/image",
            "/packer/integrations/happy/cloud/latest/components/builder/image",
        ),
        (
            "/docs/provisioners/windows-shell",
            "/packer/docs/provisioners/windows-shell",
        ),
    ] {
        assert_eq!(judged(url), path, "{url}");
    }
}

#[test]
fn what_cannot_be_resolved_is_told() {
    for (url, code) in [
        ("/packer/plugins", "!link-unresolved"),
        ("/packer/plugins/builders", "!link-unresolved"),
        ("/packer/plugins/builder/cloud", "!link-unresolved"),
        ("/packer/plugins/builders/index.mdx", "!link-unresolved"),
        (
            "/packer/plugins/builders/cloud/image/more",
            "!link-unresolved",
        ),
        ("/packer/plugins/builders//image", "!link-unresolved"),
        ("/packer/plugins/builders/Cloud/image", "!link-unresolved"),
        ("/plugins/builders/cloud/image", "!link-legacy"),
        ("/docs/data-sources/cloud/images", "!link-legacy"),
        ("/packer/plugins/builders/checksum", "!link-unresolved"),
        ("/packer/plugin/builders/cloud", "!link-unresolved"),
        ("/docs/builders/amazon-ebs", "!link-legacy"),
        ("/docs/builders/amazon/ebs", "!link-legacy"),
        ("/docs/templates", "!link-legacy"),
        ("/docs", "!link-legacy"),
        ("https://packer.io/docs/builders/azure", "!link-legacy"),
        (
            "https://developer.hashicorp.com/packer/plugins/builders/cloud",
            "!link-legacy",
        ),
        ("./image.mdx", "!link-relative"),
    ] {
        assert_eq!(judged(url), code, "{url}");
    }
}
