//! How long the point of no return takes, whatever the size of the vault. The times are printed with `--nocapture`.

use sandyq_domain::Timestamp;
use sandyq_vault::folder::Folder;
use sandyq_vault::kdf::KdfCost;
use sandyq_vault::key::{self, KeyImage};
use sandyq_vault::secret::Secret;
use sandyq_vault::wipe::{Step, wipe};
use std::fs::{self, File};
use std::time::Duration;

#[test]
fn the_key_is_gone_at_once_whatever_the_size_of_the_vault() {
    for (files, data_len) in [(0_u32, 1 << 20), (2000, 1 << 30)] {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder::create(home.path()).unwrap();
        File::create(folder.new_data()).unwrap().set_len(data_len).unwrap();
        let now = Timestamp::from_millis(1_790_000_000_000);
        let secret = Secret::from_passphrase("слова").unwrap();
        let (image, _) =
            KeyImage::make(&[&secret], KdfCost::cheap_for_tests(), now).unwrap_or_else(|_| panic!("no key file"));
        key::publish(&folder, &image).unwrap();
        for number in 0..files {
            let sub = folder.files().join(format!("{:02x}", number % 256));
            fs::create_dir_all(&sub).unwrap();
            fs::write(sub.join(format!("{number:032x}")), [7; 20_000]).unwrap();
        }
        let report = wipe(home.path()).unwrap();
        assert!(report.nothing_opens && report.failed == 0);
        for (step, took) in &report.steps {
            println!("{files} files: {step:?} {:.1} ms", took.as_secs_f64() * 1000.0);
        }
        let to_no_return: Duration = report
            .steps
            .iter()
            .filter(|(step, _)| matches!(step, Step::Mark | Step::DestroyKey))
            .map(|(_, took)| *took)
            .sum();
        // 100 ms is the promise for an SSD; a shared test machine gets ten times as much.
        assert!(to_no_return < Duration::from_secs(1), "{to_no_return:?}");
    }
}
