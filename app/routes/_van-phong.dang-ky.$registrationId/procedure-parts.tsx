import { Anchor, Text, Title } from "@mantine/core"
import type { ReactNode } from "react"
import type { Procedure } from "#models/procedure/procedure.ts"
import { paths } from "../../http/paths.ts"
import { CHANNEL_LABELS, feeText, paperCounts, processingTimeText } from "./procedure-words.ts"
import classes from "./registration.module.css"
import type { RegistrationScreenData } from "./screen-data.ts"

/** The procedure's own record, part by part (NĐ 63/2010 Điều 8(2)), beside the questions about it. */
export function ProcedureParts({ page }: { page: RegistrationScreenData }) {
  const { procedure, isProcedureCurrent, registration } = page
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard
    <section className={classes.record} aria-label="Nội dung thủ tục hành chính" tabIndex={0}>
      <Title order={2} size="h3">
        Nội dung thủ tục
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        Mã {registration.procedureCode}.{" "}
        <Anchor href={paths.procedure(registration.procedureCode)} size="sm">
          Trang công khai
        </Anchor>
      </Text>
      {procedure && !isProcedureCurrent ? (
        <Text size="sm" mb="xs">
          Sổ thủ tục đã có nội dung mới hơn; đợt này rà soát theo nội dung lúc mở đợt.
        </Text>
      ) : null}
      {procedure ? <Parts procedure={procedure} /> : <Text>Không còn bản ghi của thủ tục trong sổ.</Text>}
    </section>
  )
}

function Parts({ procedure }: { procedure: Procedure }) {
  const { cases, submissionMethods, results, legalBases, requirements, agencies, returningMethods } =
    procedure
  return (
    <>
      <Part title="Cách nộp, thời hạn, phí" isOpen>
        <ul>
          {submissionMethods.map((method, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a frozen list that never changes order
            <li key={index}>
              <strong>{CHANNEL_LABELS[method.channel]}</strong>: {processingTimeText(method.processingTime)}
              {method.fees.map((fee) => (
                <Text size="sm" key={`${fee.kind}${fee.amount}${fee.text}`} className={classes.text}>
                  {feeText(fee)}
                </Text>
              ))}
            </li>
          ))}
        </ul>
      </Part>
      {cases.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a frozen list that never changes order
        <div key={index}>
          <Part title={titled("Thành phần hồ sơ", one.name)} isOpen={index === 0}>
            <ul>
              {one.dossierComponents.map((paper, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a frozen list that never changes order
                <li key={at}>
                  {paper.name}
                  <Text size="sm" c="dimmed">
                    {paperCounts(paper)}
                  </Text>
                </li>
              ))}
            </ul>
          </Part>
          <Part title={titled("Trình tự thực hiện", one.name)} isOpen={index === 0}>
            {one.steps.map((step, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a frozen list that never changes order
              <div key={at} className={classes.text}>
                {step.name ? <strong>{step.name}: </strong> : null}
                {step.text}
              </div>
            ))}
          </Part>
        </div>
      ))}
      <Part title="Kết quả" isOpen>
        <ul>
          {results.map(({ code, name }) => (
            <li key={`${code}${name}`}>{name}</li>
          ))}
        </ul>
        {returningMethods.length > 0 ? <Text size="sm">Cách trả: {returningMethods.join("; ")}</Text> : null}
      </Part>
      <Part title="Căn cứ pháp lý">
        <ul>
          {legalBases.map(({ number, title }) => (
            <li key={`${number}${title}`}>
              {number} {title}
            </li>
          ))}
        </ul>
      </Part>
      {requirements ? (
        <Part title="Yêu cầu, điều kiện">
          <div className={classes.text}>{requirements}</div>
        </Part>
      ) : null}
      <Part title="Cơ quan thực hiện, đối tượng">
        <ul>
          {agencies.executing.map(({ name }) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
        <Text size="sm">Đối tượng: {procedure.applicantTypes.join("; ") || "không nêu"}</Text>
      </Part>
    </>
  )
}

const titled = (part: string, caseName: string): string => (caseName ? `${part} – ${caseName}` : part)

function Part({ title, isOpen, children }: { title: string; isOpen?: boolean; children: ReactNode }) {
  return (
    <details open={isOpen ?? false}>
      <summary>{title}</summary>
      {children}
    </details>
  )
}
