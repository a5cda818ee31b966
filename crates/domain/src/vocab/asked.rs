//! What each vocabulary must be able to say: the terms of the domain, spelled out. More may be added; none may go.

use super::vocabulary;

#[test]
fn every_vocabulary_says_all_that_the_domain_asks_for() {
    for (name, slugs) in ASKED {
        let known = vocabulary(name).expect(name);
        for slug in slugs.split_whitespace() {
            assert!(known.term(slug).is_some(), "{name} has no {slug}");
        }
    }
}

const ASKED: [(&str, &str); 44] = [
    ("case_kind", "individual linked_group policy"),
    ("monitoring_status", "intake active pending closed archived"),
    ("priority", "urgent high normal low"),
    ("verification", "confirmed likely possible unlikely not_a_violation"),
    ("counting_unit", "individual family group organisation"),
    ("openness", "open partly not_open outed_against_will"),
    ("sogiesc_source", "self_described assumed"),
    (
        "event_link_type",
        "precedes causes part_of same_perpetrators same_method reprisal_for duplicate_of",
    ),
    (
        "relation_type",
        "parent sibling spouse_partner ex_partner child neighbour employer met_dating_app member_of \
         officer_of lawyer_of",
    ),
    (
        "connection",
        "victim witness relative lawyer medical ngo official media",
    ),
    (
        "intervention_kind",
        "legal_consultation drafting_complaint accompaniment lawyer_provided psychological medical shelter \
         relocation financial mediation documents publicity un_submission security_training",
    ),
    (
        "medical_purpose",
        "legal_gender_recognition conversion punishment diagnosis",
    ),
    ("medical_consent", "none coerced uninformed guardian"),
    ("qualification", "torture cidt hate_crime"),
    ("bias_step", "stated silent denied insulted"),
    (
        "provenance",
        "made_by_us victim witness official_copy public_web other_ngo device_export",
    ),
    ("copy_kind", "original certified photocopy photo_of_screen transcript"),
    ("sensitivity", "graphic sexual faces minors"),
    (
        "degree_of_consistency",
        "not_consistent consistent highly_consistent typical_of diagnostic_of not_assessed",
    ),
    ("consent_given_by", "self guardian next_of_kin"),
    ("consent_form", "signed written audio oral_noted"),
    ("mark_kind", "phone handle profile card_tail plate address description"),
    (
        "act_type",
        "beating rape sexual_violence unlawful_detention abduction family_confinement psychiatric_confinement \
         forced_sterilisation forced_medical conversion_practice forced_religion forced_marriage outing \
         health_disclosure extortion threat death_threat stalking surveillance illegal_search humiliation \
         forced_exam failure_to_protect refusal_registration ineffective_investigation reprisal \
         denial_documents denial_health denial_work eviction denial_education denial_service \
         assembly_obstructed robbery property_damage killing attempted_killing suicide_driven hate_speech",
    ),
    (
        "perpetrator_type",
        "police_patrol police_duty_station police_criminal police_other prison_officer security_service \
         prosecutor judge military local_administration medical_state medical_private psychiatric \
         psychologist school_university employer co_worker parent sibling partner other_relative \
         neighbour_landlord religious_figure venue_security organised_group crowd detainee unknown_private \
         media_blogger lawmaker",
    ),
    (
        "degree",
        "carried_out ordered planned present accomplice suspected failed_to_prevent failed_to_register \
         failed_to_investigate covered_up authored_rule",
    ),
    (
        "bias_motivation",
        "sexual_orientation gender_identity gender_expression sex_characteristics gender hiv sex_work \
         activism ethnicity religion disability political none_seen by_perception by_association",
    ),
    (
        "bias_indicator",
        "victim_perception slurs symbols lgbt_venue dating_app_lure filmed_published demand_repent \
         forced_outing earlier_threats perpetrator_posts no_other_motive cruelty similar_incidents \
         official_remark",
    ),
    (
        "place_type",
        "police_station police_car temporary_detention remand prison court victim_home family_home \
         rented_flat hotel nightclub street transport taxi workplace school hospital private_clinic \
         psychiatric_hospital religious_centre event_venue online abroad",
    ),
    (
        "proceeding_kind",
        "pre_trial_criminal private_accusation administrative_offence protective_order civil_damages \
         administrative_appeal disciplinary ombudsman medical_complaint legal_gender_recognition \
         constitutional un_communication un_urgent_appeal other_international",
    ),
    (
        "forum_level",
        "police_unit police_dept own_security anti_corruption prosecutor_district prosecutor_region \
         prosecutor_general investigating_judge court_first court_appeal court_cassation supreme_court \
         constitutional_court ministry ombudsman npm cat hrc cedaw cescr crpd cerd special_procedures",
    ),
    (
        "step_type",
        "first_contact complaint_attempted complaint_filed receipt_issued journal_entry registered forwarded \
         qualification_set requalified victim_status_granted interview confrontation forensic_exam_ordered \
         forensic_exam_done motion_filed motion_decided suspect_named detained suspended closed resumed \
         complaint_prosecutor complaint_court indictment hearing verdict appeal cassation civil_claim \
         enforcement compensation withdrawn reconciliation reply_received no_reply un_submitted un_registered \
         state_observations author_comments views_adopted follow_up",
    ),
    (
        "refusal_mode",
        "oral_refusal dissuaded told_to_go_elsewhere accepted_no_receipt journal_only written_refusal \
         returned redirected_to_administrative registered_lighter pressured_to_withdraw counter_accusation \
         outing_threat insulted no_reply_in_term lost_papers",
    ),
    ("result", "granted partly refused pending no_answer"),
    (
        "outcome",
        "registered_other_article no_crime_event no_elements offender_unidentified limitation reconciliation \
         acquittal fine restricted_liberty suspended_sentence imprisonment disciplinary_only compensation \
         violation_found no_violation inadmissible discontinued ongoing",
    ),
    (
        "bias_motive_status",
        "investigated mentioned_only ignored denied law_has_no_ground used_against_victim",
    ),
    (
        "evidence_kind",
        "victim_statement witness_statement photo_injury photo_place video audio chat_export screenshot \
         call_log social_post medical_record forensic_report psychological_report commission_decision \
         consent_form official_decision judgment protocol receipt letter_out letter_in id_copy bank_transfer \
         map expert_opinion press law_text own_note",
    ),
    (
        "custody_action",
        "received imported hashed verified verification_failed derived redacted transcribed translated \
         printed viewed_by_third_party sealed sent receipt_confirmed returned destroyed",
    ),
    (
        "consent_purpose",
        "internal_record own_statistics partner_statistics legal_help domestic_complaint domestic_court \
         un_report un_communication special_procedures odihr donor_report media research training \
         medical_referral shelter",
    ),
    (
        "identity_level",
        "aggregated_only pseudonym pseudonym_detailed initials named_confidential named_public",
    ),
    (
        "harm",
        "bruise wound fracture_jaw fracture_nose fracture_rib fracture_limb fracture_skull burn tooth_loss \
         concussion internal_injury sexual_trauma infection sterility neurological_loss surgical_complication \
         acute_stress ptsd_symptoms depression suicidal_thoughts suicide_attempt sleep_loss isolation",
    ),
    (
        "treaty_article",
        "cat_1 cat_2 cat_3 cat_4 cat_10 cat_11 cat_12 cat_13 cat_14 cat_15 cat_16 iccpr_2 iccpr_3 iccpr_6 \
         iccpr_7 iccpr_9 iccpr_10 iccpr_12 iccpr_14 iccpr_16 iccpr_17 iccpr_18 iccpr_19 iccpr_21 iccpr_22 \
         iccpr_23 iccpr_24 iccpr_26 cescr_2 cescr_6 cescr_7 cescr_11 cescr_12 cescr_13 cedaw_1 cedaw_2 \
         cedaw_3 cedaw_5 cedaw_12 cedaw_15 cedaw_16",
    ),
    ("kz_law", "const_14 cc_145 cc_146 cpc_106 mfc_257_13"),
    (
        "region",
        "kz_10 kz_11 kz_15 kz_19 kz_23 kz_27 kz_31 kz_33 kz_35 kz_39 kz_43 kz_47 kz_55 kz_59 kz_61 kz_62 \
         kz_63 kz_71 kz_75 kz_79",
    ),
    ("un_body", "cat hrc cescr cedaw crpd cerd special_procedures odihr"),
];
