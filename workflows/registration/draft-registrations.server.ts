import type { FactCorrection } from "#models/fact-correction/fact-correction.ts"
import { actsInForceOn } from "#models/legal-basis/legal-act.repository.server.ts"
import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { OnlineService } from "#models/online-service/online-service.ts"
import { caseNameOf } from "#models/procedure/case-name.ts"
import type { ProcedureSnapshot } from "#models/procedure/procedure.ts"
import { findCurrentSnapshots } from "#models/procedure/procedure-snapshot.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { findUnitCaseNames, type UnitCaseName } from "#models/registration/unit-case-names.server.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { begin } from "#workflows/advance.ts"
import { classify } from "#workflows/classification/classify.ts"
import { contentKeyOf } from "#workflows/classification/content-key.server.ts"
import type { EvidenceFinder } from "#workflows/evidence/level-evidence.ts"
import { markedProcedure } from "#workflows/evidence/marked-procedure.ts"
import { officeEvidence } from "#workflows/evidence/office-evidence.server.ts"
import { registrationChart } from "./chart.ts"

type Drafting = {
  campaignId: string
  regime: LegalRegime
  day: IsoDay
  services: readonly OnlineService[]
  corrections: readonly FactCorrection[]
}

/**
 * A registration for each of the services, as a review takes them up: with the suggestion of the rules for the content in force, and
 * the name its unit gave the case before. None for a service whose procedure has no content in force. Nothing is kept.
 */
export const draftRegistrations = async (drafting: Drafting): Promise<Registration[]> => {
  const { campaignId, regime, day, services, corrections } = drafting
  const codes = [...new Set(services.map(({ procedureCode }) => procedureCode))]
  const snapshots = new Map((await findCurrentSnapshots(codes)).map((snapshot) => [snapshot.code, snapshot]))
  const byService = Map.groupBy(corrections, ({ serviceId }) => serviceId)
  const names = await findUnitCaseNames(services.map(({ id }) => id))
  const isInForce = await actsInForceOn(day)
  const find = await officeEvidence()
  return services.flatMap((service) => {
    const snapshot = snapshots.get(service.procedureCode)
    if (!snapshot) return []
    const corrected = byService.get(service.id) ?? []
    const named = names.get(service.id) ?? null
    return [toRegistration(campaignId, service, snapshot, corrected, named, { regime, isInForce, find })]
  })
}

type Judging = { regime: LegalRegime; isInForce: (number: string) => boolean; find: EvidenceFinder }

function toRegistration(
  campaignId: string,
  service: OnlineService,
  snapshot: ProcedureSnapshot,
  corrections: FactCorrection[],
  named: UnitCaseName | null,
  { regime, isInForce, find }: Judging,
): Registration {
  return {
    id: `${campaignId}:${service.id}`,
    campaignId,
    serviceId: service.id,
    procedureCode: service.procedureCode,
    procedureName: service.procedureName,
    serviceCode: service.serviceCode,
    ...caseNameFor(caseNameOf(snapshot.procedure, service.serviceCode), named),
    unit: service.unit,
    agencyId: service.proposingAgencyId,
    adminLevel: service.adminLevel,
    field: service.field,
    snapshotHash: snapshot.hash,
    contentKey: contentKeyOf(snapshot.procedure),
    suggestion: classify(
      {
        procedure: snapshot.procedure,
        snapshotHash: snapshot.hash,
        corrections,
        isInForce,
        evidence: find(markedProcedure(snapshot.procedure)),
      },
      regime,
    ),
    previousLevel: service.announcedLevel,
    nationalFullProcess: snapshot.procedure.nationalFlags?.isFullProcess ?? null,
    workflow: begin(registrationChart),
    revision: 0,
  }
}

/** The unit's name goes on as long as the record calls the case what it called it then. */
const caseNameFor = (
  recorded: string,
  named: UnitCaseName | null,
): Pick<Registration, "caseName" | "recordedCaseName"> =>
  named && named.recorded === recorded
    ? { caseName: named.name, recordedCaseName: recorded }
    : { caseName: recorded }
