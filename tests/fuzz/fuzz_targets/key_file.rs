#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| sandyq_fuzz::key_file(input));
