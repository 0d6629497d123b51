import {
  TRAINING_WORDS,
  TRUST_WORDS,
  type Trust,
  type TrustVerdict,
} from "#workflows/document-verification/trust-verdict.ts"
import { IconShieldCheck, IconShieldQuestion, IconShieldX } from "../icons.ts"
import classes from "./verify.module.css"

const ICONS: Record<Trust, typeof IconShieldX> = {
  TRUSTED: IconShieldCheck,
  NOT_TRUSTED: IconShieldX,
  UNVOUCHED: IconShieldQuestion,
}

/** Whether the signatures may be relied upon, in words; each of the three has its own sign and edge. */
export function TrustNotice({ verdict: { trust, isTraining, reasons } }: { verdict: TrustVerdict }) {
  const Icon = ICONS[trust]
  const { title, text } = TRUST_WORDS[trust]
  return (
    <div className={classes.trust} data-trust={trust}>
      <Icon size={36} aria-hidden />
      <div>
        <strong className={classes.trustTitle}>{title}</strong>
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
    </div>
  )
}
