// The findings as the page carries them; docs/brief-json.md says what each key means.

/** A distribution over draws. */
export interface Summary {
  mean: number | null;
  median: number | null;
  low80: number | null;
  high80: number | null;
  low95: number | null;
  high95: number | null;
  constant: boolean;
}

/** A share of draws; the interval is of the error of the draws alone. */
export interface Share {
  value: number | null;
  low95: number | null;
  high95: number | null;
}

/** Where something was read, and why it was coded so. */
export interface Provenance {
  source: string | null;
  quote: string | null;
  why: string | null;
}

export interface Anchor {
  point: number;
  words: string;
}

export interface Issue {
  id: string;
  question: string;
  state: string | null;
  against: string | null;
  scale: Anchor[];
  outcome: (Provenance & { value: number }) | null;
}

export interface Quantity extends Provenance {
  path: string;
  measure: string;
  shape: "fixed" | "uniform" | "triangular" | "pert";
  low: number;
  mode: number;
  high: number;
  state: string | null;
  on: string | null;
  forum: string | null;
  issue: string | null;
  what_if: string | null;
}

/** A time; null where the dossier leaves an end open. Dates as YYYY-MM-DD. */
export interface Term {
  state: string;
  since: string | null;
  until: string | null;
}

export interface ForumEntry {
  id: string;
  name: string;
  memberships: (Term & { status: Seat["status"] })[];
  chairs: Term[];
}

export interface Year {
  year: number;
  members: number;
  figures: number;
  chair: string | null;
  concentration: Concentration;
}

export interface Dossier {
  title: string;
  author: string | null;
  as_of: string;
  loss: string;
  question: { state: string; against: string; forum: string; issue: string | null } | null;
  states: { id: string; name: string; kind: "state" | "organisation" }[];
  forums: ForumEntry[];
  issues: Issue[];
  operations: { id: string; title: string }[];
  quantities: Quantity[];
}

export interface Participant {
  state: string;
  votes: boolean;
  position: number;
  weight: number;
  no_deal_cost: number;
  change: number;
  gain: number | null;
  in_coalition: boolean;
}

export interface VenueModel {
  id: string;
  forecast: Summary;
  settled: Summary;
}

/** One issue at one forum in one case. All beyond `beyond_reach` only where it is open. */
export interface Venue {
  issue: string;
  forum: string;
  open: boolean;
  beyond_reach: boolean;
  voters: number;
  bilateral: Summary;
  settled: Summary;
  gain: Summary;
  gain_positive: Share;
  threat_binds: Share;
  bypassed: Share;
  decides: Share;
  gain_change: Summary;
  gain_rises: Share;
  /** Base case only. */
  models?: VenueModel[];
  /** Base case only. */
  participants?: Participant[];
}

export interface Concentration {
  total: number | null;
  leader: string | null;
  leader_share: number | null;
  hhi: number | null;
  con: number | null;
  effective_number: number | null;
}

export interface Seat {
  state: string;
  status: "member" | "observer" | "partner";
  capability_share: number | null;
  shapley_shubik: number | null;
  banzhaf: number | null;
}

/** One forum in one case. All beyond `exists` only where it exists. */
export interface Forum {
  forum: string;
  exists: boolean;
  members: number;
  chair: string | null;
  rule: string;
  concentration: Concentration;
  seats: Seat[];
}

export interface Mandate {
  operation: string;
  state: string;
  role: "deploy" | "lead";
  may: "yes" | "no" | "unknown";
  allowed: Share;
  unknown: Share;
  obstacles: (Provenance & { label: string | null; within: string | null; must_fail: boolean })[];
  impossible: boolean;
}

export interface Case {
  what_if: string | null;
  title: string;
  date: string;
  venues: Venue[];
  /** Base case only. */
  forums?: Forum[];
  /** Base case only. */
  mandates?: Mandate[];
}

/** An estimate with its 95% interval. */
export interface Estimate {
  value: number | null;
  low95: number | null;
  high95: number | null;
}

/** Shares of the variance of one figure: of a quantity alone, and of all that it has a part in. */
export interface VarianceShares {
  first: Estimate;
  total: Estimate;
}

/** The gain with one quantity held, all others drawn. */
export interface DrawnEnd {
  mean: Estimate;
  median: Estimate;
}

export interface Driver extends Provenance {
  quantity: string;
  low: number;
  high: number;
  gain_at_low: number | null;
  gain_at_high: number | null;
  swing: number | null;
  drawn_at_low: DrawnEnd | null;
  drawn_at_high: DrawnEnd | null;
  shares: { gain: VarianceShares } | null;
  rank_correlation: number | null;
  flip_at: number | null;
}

export interface Claim extends Provenance {
  id: string;
  text: string;
  verdict: string;
  is?: string;
  left?: number | null;
  right?: number | null;
  holds?: Share;
  hangs_on?: string | null;
}

export interface Brief {
  counterweight: string;
  format: number;
  seed: number;
  draws: number;
  headline: { issue: string; forum: string } | null;
  dossier: Dossier;
  models: { id: string; title: string; paper: string; limits: string }[];
  model: string;
  cases: Case[];
  drivers: Driver[];
  claims: Claim[];
  timelines: { forum: string; years: Year[] }[];
}

/** Words without control characters and without those that turn the direction of what follows. */
function legible(_: string, value: unknown): unknown {
  return typeof value === "string" ? value.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, " ") : value;
}

/** The brief that the page carries, or null where there is none or it is of another format. */
export function readBrief(page: Document): Brief | null {
  const carrier = page.getElementById("counterweight-brief");
  if (carrier === null) return null;
  const brief = JSON.parse(carrier.textContent, legible) as Brief;
  return brief.format === 1 ? brief : null;
}
