// Made from the declarations in crates/domain/src/kinds; do not edit.
export type Coded = string | { other: string } | { term: string };
export type Passage = { lang?: string; text: string };
export type FuzzyDate = { from?: string; to?: string; precision: string; time?: string; as_told?: string };

export interface Case {
  code?: string;
  title?: string;
  case_kind?: Coded;
  monitoring_status?: Coded;
  priority?: Coded;
  verification?: Coded;
  next_action?: string;
  risk_level?: Coded;
  opened?: FuzzyDate;
  closed?: FuzzyDate;
  owner?: string;
  tags?: string[];
  remarks?: Passage[];
  is_practice?: boolean;
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface Event {
  description?: Passage[];
  title?: string;
  date?: FuzzyDate;
  ended?: FuzzyDate;
  region?: Coded;
  district?: string;
  locality?: string;
  country?: Coded;
  place_type?: Coded;
  rights_affected?: Coded[];
  victims_known?: number;
  victims_min?: number;
  victims_max?: number;
  verification?: Coded;
  reported?: Coded;
  why_not_reported?: Coded[];
  remarks?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface Person {
  code?: string;
  pseudonym?: string;
  counting_unit?: Coded;
  number_in_group?: number;
  age_band?: Coded;
  birth_year?: number;
  occupation?: string;
  education?: Coded;
  citizenship?: string;
  languages?: Coded[];
  gender_identity?: Coded;
  sex_assigned_at_birth?: Coded;
  legal_sex_marker?: Coded;
  sexual_orientation?: Coded;
  sex_characteristics?: Coded;
  openness?: Coded;
  pronouns?: string;
  document_name_mismatch?: Coded;
  sogiesc_source?: Coded;
  gender_identity_source?: Coded;
  sex_assigned_at_birth_source?: Coded;
  legal_sex_marker_source?: Coded;
  sexual_orientation_source?: Coded;
  sex_characteristics_source?: Coded;
  openness_source?: Coded;
  pronouns_source?: Coded;
  document_name_mismatch_source?: Coded;
  hiv?: Coded;
  disability?: Coded;
  vulnerabilities?: Coded[];
  deceased?: FuzzyDate;
  same_as?: string;
  remarks?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface PersonIdentity {
  person?: string;
  legal_name?: string;
  used_name?: string;
  aliases?: string[];
  birth_date?: FuzzyDate;
  iin?: string;
  documents?: string;
  contacts?: string[];
  safe_contact?: string;
  safe_times?: string;
  code_word?: string;
  never_do?: string;
  address?: string;
  emergency_contact?: string;
  remarks?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface Act {
  event?: string;
  victim?: string;
  act_type?: Coded;
  methods?: string[];
  date?: FuzzyDate;
  ended?: FuzzyDate;
  continuing?: Coded;
  description?: Passage[];
  stated_reason?: string;
  bias_motivation?: Coded[];
  bias_indicator?: Coded[];
  physical_harm?: Coded[];
  psychological_harm?: Coded[];
  status_at_end?: Coded;
  age_at_time?: number;
  place_type?: Coded;
  treaty_articles?: Coded[];
  qualifications_claimed?: Coded[];
  detention_basis?: string;
  detention_protocol?: Coded;
  basis_shown?: Coded;
  delivered?: FuzzyDate;
  delivered_on_record?: FuzzyDate;
  hours_held?: number;
  held_with?: Coded[];
  relatives_told?: Coded;
  lawyer_access?: Coded;
  medical_check?: Coded;
  phone_searched?: Coded;
  forced_unlock?: Coded;
  procedure?: string;
  institution?: string;
  medical_purpose?: Coded;
  demanded_by?: string;
  medical_consent?: Coded;
  reversible?: Coded;
  conversion_setting?: Coded;
  conversion_practices?: Coded[];
  conversion_duration?: string;
  organised_by?: string;
  organiser?: string;
  lost_income_kzt?: number;
  lost_income_period?: string;
  medical_cost_kzt?: number;
  property_loss_kzt?: number;
  property_lost?: string;
  extorted_kzt?: number;
  housing_lost?: Coded;
  job_lost?: Coded;
  qualification?: Coded[];
  severe_pain?: Coded;
  intent?: Coded;
  purpose?: Coded;
  purposes?: Coded[];
  official_capacity?: Coded;
  qualification_grounds?: Passage[];
  qualified_by?: string;
  qualified_on?: FuzzyDate;
  remarks?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface Involvement {
  act?: string;
  person?: string;
  organisation?: string;
  described_as?: string;
  perpetrator_type?: Coded;
  degree?: Coded;
  on_duty?: Coded;
  in_uniform?: Coded;
  marks?: string[];
  identified_by?: string;
  latest_status?: string;
  remarks?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface Account {
  source?: string;
  connection?: Coded;
  text?: Passage[];
  received?: FuzzyDate;
  language?: Coded;
  interpreter?: Coded;
  reliability?: Coded;
  circumstances?: string;
  remarks?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface Proceeding {
  title?: string;
  proceeding_kind?: Coded;
  applicant?: string;
  legal_basis?: Coded[];
  current_stage?: Coded;
  outcome?: Coded;
  kui_number?: string;
  erdr_number?: string;
  court_number?: string;
  official_numbers?: string[];
  lawyer?: string;
  imprisonment_months?: number;
  sentence_level?: Coded;
  further_penalties?: Coded[];
  aggravating_facts?: Coded;
  compensation_kzt?: number;
  bias_motive_status?: Coded;
  bias_motive_ground?: string;
  remarks?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface ProceedingStep {
  proceeding?: string;
  step_type?: Coded;
  date?: FuzzyDate;
  forum_level?: Coded;
  authority?: string;
  organisation?: string;
  official?: string;
  channel?: Coded;
  result?: Coded;
  refusal_mode?: Coded;
  refusal_words?: string;
  requested_qualification?: Coded[];
  given_qualification?: Coded[];
  bias_motive?: Coded;
  bias_motive_ground?: string;
  proof?: string[];
  continues?: string;
  next_deadline?: FuzzyDate;
  deadline_rule?: Coded;
  remarks?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface EvidenceItem {
  title?: string;
  evidence_kind?: Coded;
  supports?: string[];
  shows?: string[];
  captured?: FuzzyDate;
  captured_place?: string;
  provenance?: Coded;
  obtained?: string;
  obtained_from?: string;
  obtained_on?: FuzzyDate;
  captured_by_file?: FuzzyDate;
  captured_place_by_file?: string;
  copy_kind?: Coded;
  device?: string;
  sensitivity?: Coded[];
  transcription?: Passage[];
  remarks?: Passage[];
  original_name?: string;
  sha256?: string;
  size?: number;
  media_type?: string;
  parent?: string;
  derivation?: string;
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface Consent {
  person?: string;
  purpose?: Coded[];
  refused?: Coded[];
  recipient?: string;
  recipient_class?: Coded;
  identity_level?: Coded;
  materials?: string;
  given?: FuzzyDate;
  expires?: FuzzyDate;
  withdrawn?: FuzzyDate;
  given_by?: Coded;
  given_by_person?: string;
  capacity?: Coded;
  form?: Coded;
  contact_again?: Coded;
  conditions?: string;
  taken_by?: string;
  evidence?: string;
  text_shown?: Passage[];
  remarks?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface Note {
  text?: Passage[];
  title?: string;
  about?: string[];
  date?: FuzzyDate;
  tags?: string[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface Task {
  what?: string;
  due?: FuzzyDate;
  status?: Coded;
  done_on?: FuzzyDate;
  why?: Passage[];
  rule?: Coded;
  own_rule?: string;
  step?: string;
  event?: string;
  about?: string;
  assigned_to?: string;
  remarks?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface Intervention {
  intervention_kind?: Coded;
  persons?: string[];
  date?: FuzzyDate;
  description?: Passage[];
  response?: Passage[];
  impact?: Passage[];
  provided_by?: string;
  organisation?: string;
  proceeding?: string;
  cost_kzt?: number;
  remarks?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface MedicalFinding {
  person?: string;
  finding?: Passage[];
  body_area?: Coded[];
  date?: FuzzyDate;
  alleged_cause?: Passage[];
  degree_of_consistency?: Coded;
  act?: string;
  examiner?: string;
  institution?: string;
  document?: string;
  bodily_harm_degree?: Coded;
  remarks?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface RiskAssessment {
  person?: string;
  threats?: Passage[];
  likelihood?: Coded;
  impact?: Coded;
  measures?: Passage[];
  review_date?: FuzzyDate;
  date?: FuzzyDate;
  made_by?: string;
  remarks?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface Organisation {
  name_ru?: string;
  name_kk?: string;
  name_en?: string;
  organisation_kind?: Coded;
  parent?: string;
  region?: Coded;
  locality?: string;
  address?: string;
  contacts?: string[];
  aliases?: string[];
  remarks?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface PerpetratorMark {
  mark_kind?: Coded;
  value?: string;
  description?: Passage[];
  person?: string;
  organisation?: string;
  first_seen?: FuzzyDate;
  last_seen?: FuzzyDate;
  remarks?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface Relation {
  person?: string;
  relation_type?: Coded;
  other_person?: string;
  organisation?: string;
  rank?: string;
  began?: FuzzyDate;
  ended?: FuzzyDate;
  remarks?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface EventLink {
  from_event?: string;
  link_type?: Coded;
  to_event?: string;
  confidence?: Coded;
  remarks?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface Submission {
  addressed_to?: Coded;
  document_type?: Coded;
  title?: string;
  cycle?: string;
  cases?: string[];
  identity_level?: Coded;
  submission_status?: Coded;
  sent?: FuzzyDate;
  reply_date?: FuzzyDate;
  reply?: Passage[];
  symbol?: string;
  language?: Coded;
  treaty_articles?: Coded[];
  file_sha256?: string;
  consent_snapshot?: Passage[];
  remarks?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface Recommendation {
  issued_by?: Coded;
  text?: Passage[];
  symbol?: string;
  paragraph?: string;
  deadline?: FuzzyDate;
  implementation?: Coded;
  cases?: string[];
  date?: FuzzyDate;
  topics?: string[];
  treaty_articles?: Coded[];
  state_reply?: Passage[];
  remarks?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface Term {
  vocabulary?: Coded;
  label_ru?: string;
  label_kk?: string;
  label_en?: string;
  replaces?: string;
  valid_from?: FuzzyDate;
  valid_to?: FuzzyDate;
  confirmed_by?: string;
  confirmed_on?: FuzzyDate;
  retired?: boolean;
  note?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface DeadlineRule {
  label?: string;
  starts?: Coded[];
  only_refusals?: boolean;
  length?: number;
  unit?: Coded;
  met_by?: Coded[];
  ground?: string;
  note?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}
