import { findUnitDirectory } from "#models/agency/agency.repository.server.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { findPortalTests } from "#models/portal-test/portal-test.repository.server.ts"
import { getReference, hasReference } from "#models/reference/reference.repository.server.ts"
import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import { dayOf, type IsoDay, instantOf, yearOf } from "#models/shared/dates.ts"
import { isOfficeError } from "#models/shared/errors.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import { leadersWhoMaySign } from "#workflows/campaign/who-signs.server.ts"
import { type Config, ConfigError } from "#workflows/config.server.ts"
import { maySignUnder } from "#workflows/document-text/signing-block.ts"
import { readAuthorities } from "#workflows/gateways/signing/authorities.server.ts"
import { readKeyFiles } from "#workflows/gateways/signing/key-files.server.ts"
import { findStuck } from "#workflows/integrity/find-stuck.server.ts"
import { findUnsettled } from "#workflows/scope/read-scopes.server.ts"
import type { Missing } from "./missing.ts"
import { NOTHING_YET, type ReadinessFacts, type SigningWays } from "./readiness-facts.ts"
import { whatIsMissing } from "./what-is-missing.ts"

export type Readiness = { date: IsoDay; missing: Missing[] }

type MachineConfig = Pick<
  Config,
  "trainingMode" | "testBed" | "publicUrl" | "signingKeys" | "trustedCertificates" | "portalTokens"
>

/**
 * What is missing before this office can issue a decision on a day: read from the store and from the machine's settings.
 * @param today the office's day now
 * @throws ConfigError when the trusted authorities cannot be read
 */
export const readinessOn = async (
  d: { config: MachineConfig; reference: ReferenceReader },
  day: IsoDay,
  today: IsoDay,
): Promise<Readiness> => ({
  date: day,
  missing: whatIsMissing({
    ...(await factsInStore(d.reference, day)),
    ...(await factsOfMachine(d.config)),
    day,
    today,
  }),
})

/** The same where there is no store yet. */
export const readinessOfNothing = async (config: MachineConfig, day: IsoDay): Promise<Readiness> => ({
  date: day,
  missing: whatIsMissing({ ...NOTHING_YET, ...(await factsOfMachine(config)), day, today: day }),
})

type MachineFacts = Pick<ReadinessFacts, "signing" | "authorities" | "isPublic" | "portalTokens">

async function factsOfMachine(config: MachineConfig): Promise<MachineFacts> {
  const { trainingMode, testBed, publicUrl, trustedCertificates, portalTokens } = config
  if (trainingMode)
    return { signing: { kind: "TRAINING" }, authorities: null, isPublic: true, portalTokens: null }
  return {
    signing: await signingWays(config),
    authorities: readAuthorities(trustedCertificates).certificates.length,
    portalTokens: new Set(Object.entries(portalTokens).flatMap(([id, token]) => (token ? [id] : []))),
    isPublic: testBed || (publicUrl?.startsWith("https://") ?? false),
  }
}

async function signingWays({ signingKeys }: MachineConfig): Promise<SigningWays> {
  if (!signingKeys) return { kind: "OWN_SOFTWARE" }
  try {
    const keys = await readKeyFiles(signingKeys.folder, signingKeys.password)
    return {
      kind: "KEYS",
      fault: null,
      keys: keys.map(({ name, validFrom, validTo }) => ({
        name,
        from: dayOf(validFrom),
        to: dayOf(validTo),
      })),
    }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { kind: "KEYS", fault: error.message, keys: [] }
  }
}

async function factsInStore(
  reference: ReferenceReader,
  day: IsoDay,
): Promise<Omit<ReadinessFacts, keyof MachineFacts | "day" | "today">> {
  const issuer = await orNull(reference.issuerOn(day))
  const able = (await leadersWhoMaySign({ reference }, day)).filter(
    (one) => !issuer || maySignUnder(one, issuer.issuingAuthority),
  )
  const agencies = (await findUnitDirectory())?.agencies ?? null
  const branches = new Set(
    (agencies ?? []).filter(({ kind }) => kind === "CENTRAL_BRANCH").map(({ id }) => id),
  )
  return {
    hasRegime: (await orNull(reference.regimeOn(day))) !== null,
    issuer,
    templates: await reference.templatesOn(day),
    holidayYears: await holidayYears(day),
    portals: await reference.portalTargetsOn(day),
    portalTests: await findPortalTests(),
    signatories: able,
    people: await staffOn(day),
    ownerless: (await findStuck(instantOf(day, "08:00:00"))).map(({ name, state }) => `«${name}» (${state})`),
    agencies,
    // Of branches the office asks nothing: they are in no review.
    services: (await findActiveServices()).filter(({ unit }) => !branches.has(unit.id)),
    unsettled: (await findUnsettled(day)).length,
  }
}

async function holidayYears(day: IsoDay): Promise<ReadinessFacts["holidayYears"]> {
  const rows = (await hasReference("holidays")) ? await getReference("holidays") : []
  const byYear = Map.groupBy(rows, ({ day }) => yearOf(day))
  return new Map(
    [...byYear].map(([year, own]) => [
      year,
      { undecided: own.filter((row) => row.announced === false && row.day >= day).length },
    ]),
  )
}

/** What is looked up for a day; null where nothing holds on it. */
const orNull = <T>(work: Promise<T>): Promise<T | null> =>
  work.catch((error: unknown) => {
    if (isOfficeError(error) && error.code === "NOT_FOUND") return null
    throw error
  })
