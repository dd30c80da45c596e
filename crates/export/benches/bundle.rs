//! How long an export takes: the guide's five nodes, and generated designs.

use catalogue::{generate, template, wso2am_3_1_0};
use divan::{Bencher, black_box};
use export::{BundleOptions, Exporter, archive};
use topology::{Design, document};

fn main() {
    divan::main();
}

fn guide() -> Design {
    let template = template("guide-sample").expect("the guide's sample is built in");
    document::parse(template.document).expect("templates are designs")
}

/// Everything that a download of the guide's sample does after it was read.
#[divan::bench]
fn guide_sample_to_zip(bencher: Bencher<'_, '_>) {
    let design = guide();
    bencher.bench(|| {
        let exporter = Exporter::new(black_box(&design), wso2am_3_1_0());
        archive::zip(&exporter.bundle(&BundleOptions::default())).expect("it fits")
    });
}

#[divan::bench]
fn guide_sample_to_tar_gz(bencher: Bencher<'_, '_>) {
    let design = guide();
    bencher.bench(|| {
        let exporter = Exporter::new(black_box(&design), wso2am_3_1_0());
        archive::tar_gz(&exporter.bundle(&BundleOptions::default())).expect("it fits")
    });
}

#[divan::bench(args = [10, 100, 1_000], sample_count = 10)]
fn generated_bundle(bencher: Bencher<'_, '_>, nodes: usize) {
    let design = generate(nodes, 1);
    bencher.bench(|| {
        Exporter::new(black_box(&design), wso2am_3_1_0()).bundle(&BundleOptions::default())
    });
}
