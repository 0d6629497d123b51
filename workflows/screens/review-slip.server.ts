import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { renderPdf } from "#workflows/document-drawing/render-pdf.server.ts"
import { composeReviewSlip } from "./compose-review-slip.ts"
import { getRegistrationPage, type RegistrationPageDependencies } from "./registration-page.server.ts"

/**
 * The review slip of a registration as it stands, as a tagged PDF for whoever may see the registration.
 * @throws NotFoundError, ForbiddenError (with its audit line)
 */
export const getReviewSlip = async (
  d: RegistrationPageDependencies & { reference: Pick<ReferenceReader, "issuerOn"> },
  { registrationId, actor }: { registrationId: string; actor: Actor },
): Promise<{ name: string; bytes: Uint8Array }> => {
  const page = await getRegistrationPage(d, { registrationId, query: { page: 1 }, actor })
  const now = d.clock.now()
  const issuer = await d.reference.issuerOn(dayOf(now))
  const { bytes } = await renderPdf(composeReviewSlip(page, issuer), { createdAt: now, attachments: [] })
  return { name: `phieu-ra-soat-${page.registration.serviceCode}.pdf`, bytes }
}
