import type { Criterion } from "#models/legal-regime/legal-regime.ts"
import { getRegistration } from "#models/registration/registration.repository.server.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { type AlikeDoubts, alikeDoubts } from "#workflows/registration/answer-together.server.ts"
import type { RegistrationPageDependencies } from "./registration-page.server.ts"

export type AlikeDoubtsPage = AlikeDoubts & {
  registrationId: string
  procedureName: string
  criterion: Criterion
  explanation: string
}

/** The services of a unit that share one doubt, to be answered together. @throws NotFoundError, ForbiddenError */
export const getAlikeDoubts = async (
  d: RegistrationPageDependencies,
  { registrationId, letter, actor }: { registrationId: string; letter: string; actor: Actor },
): Promise<AlikeDoubtsPage> => {
  const registration = await getRegistration(registrationId)
  const { agencyId, suggestion, procedureName } = registration
  await authorise(d, actor, "registration.propose", { kind: "registration", id: registrationId, agencyId })
  const regime = await d.reference.regime(suggestion.regimeId)
  const criterion = regime.criteria.find((one) => one.letter === letter)
  if (!criterion) throw new NotFoundError("Không có tiêu chí này. Mở lại từ phiếu đăng ký.")
  const reason = suggestion.reasons.find((one) => one.criterion === letter)
  return {
    ...(await alikeDoubts(registration, letter)),
    registrationId,
    procedureName,
    criterion,
    explanation: reason?.explanation ?? "",
  }
}
