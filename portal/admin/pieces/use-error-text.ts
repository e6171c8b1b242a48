import { mayBeRequired } from "../../../shared/contracts/user.ts";
import { ApiError, type ApiErrorCode } from "../../../ui/api-client.ts";
import { type PortalTextKey, useTexts } from "../text-context.ts";

/** Refusals that the portal's calls can meet; anything else is our own fault. */
const keys: Partial<Record<ApiErrorCode, PortalTextKey>> = {
  offline: "error.offline",
  timeout: "error.timeout",
  forbidden: "error.forbidden",
  unavailable: "error.unavailable",
  invalid_request: "error.invalid",
  address_not_allowed: "error.address",
  address_unusable: "error.invalid",
  copy_too_soon: "error.tooSoon",
  domain_not_verified: "error.invalid",
  last_owner: "error.lastOwner",
};

/** What went wrong, in the reader's words. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTexts();
  return (error) => {
    if (!(error instanceof ApiError)) return t("error.unknown");
    const lacking = mayBeRequired.find((field) => error.problem?.violations?.[0]?.path === `$.${field}`);
    if (error.code === "field_required" && lacking) return t(`error.required.${lacking}`);
    return t(keys[error.code] ?? "error.unknown", { detail: error.message });
  };
}
