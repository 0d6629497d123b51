/** What a document is to be drafted from, as it stands in an address: `mau` the template, each slot under its name. */
export const draftQuery = (
  request: Request,
): { templateId: string | undefined; values: Record<string, string>; isSent: boolean } => {
  const { mau, xem, ...values } = Object.fromEntries(new URL(request.url).searchParams)
  return { templateId: mau, values, isSent: xem === "1" }
}
