import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { CAMPAIGN_STATE_LABELS } from "#models/campaign/states.ts"
import { findCurrentNames } from "#models/procedure/procedure-snapshot.repository.server.ts"
import { findSearchTermsOn } from "#models/reference/reference.repository.server.ts"
import { registeredCaseName } from "#models/registration/case-name.ts"
import { findRegistrations } from "#models/registration/registration-list.repository.server.ts"
import { REGISTRATION_STATE_LABELS } from "#models/registration/states.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { isOfficeError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { visibleAgencyIds, visibleFilter } from "#workflows/registration/visible-registrations.server.ts"
import { type Search, searchOver } from "#workflows/search/search-over.ts"
import type { Searchable } from "#workflows/search/word-index.ts"
import { untilNextAct } from "#workflows/until-next-act.server.ts"
import { describeManyAssignments } from "./describe-assignments.server.ts"
import { agencyNames, type RegistrationListDependencies } from "./registration-list.server.ts"

/** One thing that was found. `note` tells it from others of its name. */
export type Hit = { id: string; name: string; note: string }

export type OfficeHits = {
  registrations: Hit[]
  procedures: Hit[]
  campaigns: Hit[]
  people: Hit[]
}

/** Of each kind this many are shown: more is a matter for its own list. */
const MOST = 8
/** Shorter texts find everything. */
const SHORTEST = 2

/**
 * What of the office answers to typed words, with or without accents, also mistyped: registrations of the review at work as far as
 * this person sees them, procedures of the register, reviews with their editions, and people who act today.
 */
export const findInOffice = async (
  d: RegistrationListDependencies,
  input: { actor: Actor; text: string },
): Promise<OfficeHits> => {
  const { actor } = input
  const text = input.text.trim()
  if (text.length < SHORTEST) return { registrations: [], procedures: [], campaigns: [], people: [] }
  const today = dayOf(d.clock.now())
  const [registrations, { terms, procedures, campaigns, people }] = await Promise.all([
    registrationsFound(d, actor, text),
    kept({ today }, () => indexesOn(today)),
  ])
  const among = ({ rows, search }: Indexed): Hit[] =>
    search(text, terms)
      .places.slice(0, MOST)
      .flatMap((place) => rows[place] ?? [])
  return {
    registrations,
    procedures: isAllowed(actor, "register.view") ? among(procedures) : [],
    campaigns: isAllowed(actor, "campaign.view") ? among(campaigns) : [],
    people: among(people),
  }
}

type Indexed = { rows: readonly Hit[]; search: Search }
type Indexes = {
  terms: Awaited<ReturnType<typeof findSearchTermsOn>>
} & Record<"procedures" | "campaigns" | "people", Indexed>

/** What everybody searches alike; whoever asks sees what of it they may. */
const kept = untilNextAct<Indexes>()

const indexesOn = async (today: IsoDay): Promise<Indexes> => {
  const [terms, procedures, campaigns, people] = await Promise.all([
    findSearchTermsOn(today),
    findCurrentNames(),
    campaignRows(),
    peopleRows(today),
  ])
  return {
    terms,
    procedures: indexOf(procedures.map(({ code, name }) => ({ id: code, name, note: code }))),
    campaigns: indexOf(campaigns),
    people: indexOf(people),
  }
}

const searchable = ({ id, name, note }: Hit): Searchable => ({ names: [name], codes: [id], context: [note] })
const indexOf = (rows: readonly Hit[]): Indexed => ({ rows, search: searchOver(rows.map(searchable)) })

const registrationsFound = async (
  d: RegistrationListDependencies,
  actor: Actor,
  text: string,
): Promise<Hit[]> => {
  if (visibleAgencyIds(actor)?.length === 0) return []
  try {
    const { filter } = await visibleFilter(d, actor, { q: text.slice(0, 200), state: "all", page: 1 })
    const [{ rows }, names] = await Promise.all([
      findRegistrations(filter, { number: 1, size: MOST }),
      agencyNames(d),
    ])
    return rows.map((row) => ({
      id: row.id,
      name: [row.procedureName, registeredCaseName(row)].filter(Boolean).join(" – "),
      note: `${row.serviceCode} · ${names.get(row.agencyId) ?? ""} · ${REGISTRATION_STATE_LABELS[row.workflow.value]}`,
    }))
  } catch (error) {
    // Before the first review there are none.
    if (isOfficeError(error) && error.code === "NOT_FOUND") return []
    throw error
  }
}

const campaignRows = async (): Promise<Hit[]> =>
  (await findCampaigns()).map(({ id, name, year, workflow }) => {
    const { numbered } = workflow.context
    const decision = numbered ? ` · ${numbered.number}/${numbered.symbol}` : ""
    return { id, name, note: `${year} · ${CAMPAIGN_STATE_LABELS[workflow.value]}${decision}` }
  })

/** Everybody with a role today: what is said of them is what stands beside their name wherever they acted. */
const peopleRows = async (today: IsoDay): Promise<Hit[]> => {
  const staff = await staffOn(today)
  const places = await describeManyAssignments(
    staff.map(({ assignments }) => assignments),
    today,
  )
  return staff.map(({ id, name }, index) => ({ id, name, note: places[index] ?? "" }))
}
