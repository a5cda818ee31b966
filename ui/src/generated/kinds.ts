// Made from the declarations in crates/domain/src/kinds; do not edit.
export type Coded = string | { other: string };
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
  region?: Coded;
  district?: string;
  locality?: string;
  place_type?: Coded;
  rights_affected?: Coded[];
  victims_known?: number;
  victims_min?: number;
  victims_max?: number;
  verification?: Coded;
  remarks?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface Person {
  code?: string;
  counting_unit?: Coded;
  number_in_group?: number;
  age_band?: Coded;
  birth_year?: number;
  occupation?: string;
  education?: Coded;
  citizenship?: string;
  languages?: Coded[];
  gender_identity?: Coded;
  legal_sex_marker?: Coded;
  sexual_orientation?: Coded;
  sex_characteristics?: Coded;
  openness?: Coded;
  pronouns?: string;
  document_name_mismatch?: Coded;
  sogiesc_source?: Coded;
  hiv?: Coded;
  disability?: Coded;
  vulnerabilities?: Coded[];
  deceased?: FuzzyDate;
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
  continuing?: Coded;
  description?: Passage[];
  stated_reason?: string;
  bias_motivation?: Coded[];
  bias_indicator?: Coded[];
  physical_harm?: Coded[];
  psychological_harm?: Coded[];
  age_at_time?: number;
  place_type?: Coded;
  treaty_articles?: Coded[];
  qualifications_claimed?: Coded[];
  detention_basis?: string;
  detention_protocol?: Coded;
  hours_held?: number;
  relatives_told?: Coded;
  lawyer_access?: Coded;
  medical_check?: Coded;
  phone_searched?: Coded;
  remarks?: Passage[];
  answers?: Record<string, string>;
  [unknown: string]: unknown;
}

export interface Involvement {
  act?: string;
  person?: string;
  described_as?: string;
  perpetrator_type?: Coded;
  degree?: Coded;
  on_duty?: Coded;
  in_uniform?: Coded;
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
  official_numbers?: string[];
  outcome?: Coded;
  lawyer?: string;
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
  recipient?: string;
  identity_level?: Coded;
  materials?: string;
  given?: FuzzyDate;
  expires?: FuzzyDate;
  withdrawn?: FuzzyDate;
  given_by?: Coded;
  given_by_person?: string;
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
  remarks?: Passage[];
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
