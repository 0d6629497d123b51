/** What a document is to be drafted from, as it stands in an address: `mau` the template, `ky` who signs, each slot under its name. */
export const draftQuery = (
  request: Request,
): {
  templateId: string | undefined
  signatoryId: string | undefined
  values: Record<string, string>
  isSent: boolean
} => {
  const { mau, xem, ky, ...values } = Object.fromEntries(new URL(request.url).searchParams)
  return { templateId: mau, signatoryId: ky, values, isSent: xem === "1" }
}
