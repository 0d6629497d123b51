import {
  TRAINING_WORDS,
  TRUST_WORDS,
  type TrustVerdict,
} from "#workflows/document-verification/trust-verdict.ts"

/** Whether the signatures may be relied upon, in words; each of the three has its own edge. */
export function TrustNotice({ verdict: { trust, isTraining, reasons } }: { verdict: TrustVerdict }) {
  const { title, text } = TRUST_WORDS[trust]
  return (
    <div className="trust" data-trust={trust}>
      <strong>{title}</strong>
      <p>{text}</p>
      {reasons.length > 0 ? (
        <ul>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      ) : null}
      {isTraining ? (
        <p>
          <strong>{TRAINING_WORDS}</strong>
        </p>
      ) : null}
    </div>
  )
}
