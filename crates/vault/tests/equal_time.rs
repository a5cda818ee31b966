//! How long an attempt takes, right or wrong, by passphrase, recovery code or cards: it must not tell which it was.

use sandyq_domain::Timestamp;
use sandyq_vault::kdf::KdfCost;
use sandyq_vault::key::KeyImage;
use sandyq_vault::recovery::RecoveryCode;
use sandyq_vault::secret::Secret;
use sandyq_vault::shares::SharedSecret;
use std::time::Instant;

const ROUNDS: usize = 60;
/// A difference that a stopwatch beside the machine could use would be larger; the noise of a shared machine is below.
const MOST: f64 = 1.05;

#[test]
#[ignore = "a long campaign: ./test --long equal_time_right_wrong_recovery_shares"]
fn long_equal_time_right_wrong_recovery_shares() {
    let phrase = Secret::from_passphrase("семь слов которых никто не знает").unwrap();
    let code = Secret::Recovery(RecoveryCode::make().unwrap());
    let shared = Secret::Shares(SharedSecret::make().unwrap().0);
    let wrong_phrase = Secret::from_passphrase("семь слов которых никто не знал").unwrap();
    let wrong_code = Secret::Recovery(RecoveryCode::make().unwrap());
    let wrong_shared = Secret::Shares(SharedSecret::make().unwrap().0);
    let now = Timestamp::from_millis(1_790_000_000_000);
    let (image, _) = KeyImage::make(&[&phrase, &code, &shared], KdfCost::floor(), now).unwrap();
    let attempts = [
        ("passphrase, right", &phrase, true),
        ("passphrase, wrong", &wrong_phrase, false),
        ("recovery code, right", &code, true),
        ("recovery code, wrong", &wrong_code, false),
        ("shares, right", &shared, true),
        ("shares, wrong", &wrong_shared, false),
    ];
    let mut took = attempts.map(|_| Vec::with_capacity(ROUNDS));
    // In turn, and each round begins with another one: neither what the machine does besides nor the place in the round may
    // favour any. The first round only warms up.
    for round in 0..=ROUNDS {
        for place in 0..attempts.len() {
            let at = (round + place) % attempts.len();
            let ((_, secret, opens), took) = (&attempts[at], &mut took[at]);
            let start = Instant::now();
            let opened = image.open(secret);
            let elapsed = start.elapsed().as_secs_f64();
            assert_eq!(opened.is_ok(), *opens);
            if round > 0 {
                took.push(elapsed);
            }
        }
    }
    let medians = took.map(|mut took| {
        took.sort_by(f64::total_cmp);
        took[took.len() / 2]
    });
    let mut worst: f64 = 1.0;
    for ((name, ..), median) in attempts.iter().zip(medians) {
        let ratio = median / medians[0];
        worst = worst.max(ratio.max(1.0 / ratio));
        println!("{name:21} median {:7.2} ms, ratio {ratio:.4}", median * 1000.0);
    }
    assert!(worst <= MOST, "the medians differ by a factor of {worst:.4}");
}
