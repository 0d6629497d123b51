import type { VerificationCheck, VerificationReport } from "./verification-report.ts"

/**
 * Whether the annexes handed in beside a decision are exactly the files it names, each as drawn. None where the decision has
 * its annexes in its own file.
 */
export const annexFileChecks = (
  decision: Pick<VerificationReport, "edition">,
  annexes: readonly Pick<VerificationReport, "drawnSha256">[],
): VerificationCheck[] => {
  const named = decision.edition?.annexFiles ?? []
  const given = annexes.map(({ drawnSha256 }) => drawnSha256)
  const missing = named.filter((digest) => !given.includes(digest)).length
  const strange = given.filter((digest) => digest === null || !named.includes(digest)).length
  if (named.length === 0 && given.length === 0) return []
  return [
    {
      rule: "annexFiles",
      ok: missing + strange === 0,
      message:
        missing + strange === 0
          ? "Các tệp phụ lục đúng là các tệp ghi trong quyết định."
          : [
              ...(missing > 0 ? [`Thiếu ${missing} tệp phụ lục ghi trong quyết định.`] : []),
              ...(strange > 0 ? [`Có ${strange} tệp không phải phụ lục ghi trong quyết định.`] : []),
            ].join(" "),
    },
  ]
}
