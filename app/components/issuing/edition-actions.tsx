import { Anchor, Stack, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import type { EditionPage } from "#workflows/screens/edition-page.server.ts"
import { paths } from "../../http/paths.ts"
import type { StepAnswer } from "../../http/take-sent-step.server.ts"
import { DocumentBeside } from "./document-beside.tsx"
import classes from "./issuing.module.css"
import { OfferForm } from "./offer-form.tsx"

type EditionActionsProps = { page: EditionPage; answer: StepAnswer | null }

const SIGNING = "sign"
/** Grave acts on a page of their own, where their kind is chosen first. */
const AFTER_ISSUE: ReadonlySet<string> = new Set(["erratum", "recall"])

/** The one step this person may take now; whose turn it is otherwise; and what else could be done. */
export function EditionActions({ page, answer }: EditionActionsProps) {
  const { next } = page.offers
  const others = page.offers.others.filter(({ intent }) => !AFTER_ISSUE.has(intent))
  const mayChange = page.offers.others.some(
    ({ intent, refusal }) => AFTER_ISSUE.has(intent) && refusal === null,
  )
  const standing = {
    editionId: page.campaign.id,
    revision: page.campaign.revision,
    digest: page.frozen?.digest ?? "",
    answer,
  }
  return (
    <Stack gap="md">
      {next ? (
        <section
          className={classes.panel}
          data-kind={next.refusal === null ? "next" : "waiting"}
          data-beside={next.refusal === null && next.intent === SIGNING ? "document" : undefined}
          aria-labelledby="buoc-tiep"
        >
          <Title order={2} size="h3" id="buoc-tiep" mb="xs">
            {next.refusal === null
              ? `Việc của bạn: ${next.label.toLocaleLowerCase("vi")}`
              : `Bước tiếp theo: ${next.label.toLocaleLowerCase("vi")}`}
          </Title>
          {next.refusal === null ? (
            <>
              {next.intent === SIGNING ? <DocumentBeside page={page} /> : null}
              <OfferForm offer={next} {...standing} />
              {next.elsewhere ? (
                <Text mt="sm">
                  <Anchor component={Link} to={paths.signElsewhere(page.campaign.id)}>
                    Ký bằng phần mềm ký số khác rồi gửi tệp lên
                  </Anchor>
                </Text>
              ) : null}
            </>
          ) : (
            <>
              <Text>{next.refusal}</Text>
              {next.refusal.includes(next.whoMay) ? null : (
                <Text c="dimmed" size="sm">
                  Người thực hiện: {next.whoMay}.
                </Text>
              )}
            </>
          )}
        </section>
      ) : null}
      {mayChange ? (
        <Text>
          <Anchor component={Link} to={paths.afterIssue(page.campaign.id)}>
            Điều chỉnh, đính chính hoặc thu hồi quyết định
          </Anchor>
        </Text>
      ) : null}
      {others.length > 0 ? (
        <section className={classes.panel} aria-label="Việc khác">
          <Stack gap="xs">
            {others.map((offer) =>
              offer.refusal === null ? (
                <details key={offer.intent} className={classes.others} open={answer?.intent === offer.intent}>
                  <summary>{offer.label}</summary>
                  <OfferForm offer={offer} {...standing} />
                </details>
              ) : (
                <Text key={offer.intent} c="dimmed">
                  {offer.label} – {offer.refusal}
                </Text>
              ),
            )}
          </Stack>
        </section>
      ) : null}
    </Stack>
  )
}
