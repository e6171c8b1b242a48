import * as z from "zod/mini";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { endpoints } from "../../shared/contracts/index.ts";
import type { Endpoint } from "../../shared/contracts/endpoint.ts";
import { Problem } from "../../shared/contracts/error.ts";
import { permissions } from "../../shared/permissions.ts";

const security: Record<Endpoint["caller"], ZodOpenApiOperationObject["security"]> = {
  public: [],
  employee: [{ outlook: [] }],
  admin: [{ apiToken: [] }, { session: [] }],
};

function operation(name: string, endpoint: Endpoint): ZodOpenApiOperationObject {
  const json = (schema: z.ZodMiniType) => ({ content: { "application/json": { schema } } });
  const ok = endpoint.response
    ? json(endpoint.response)
    : endpoint.bytes
      ? { content: { [endpoint.bytes]: { schema: z.string().check(z.meta({ format: "binary" })) } } }
      : {};
  const multipart = endpoint.path === "/api/v1/reports" && endpoint.request;
  return {
    operationId: name.charAt(0).toLowerCase() + name.slice(1),
    summary: endpoint.summary,
    ...(endpoint.caller === "admin" && {
      description: `Needs the permission \`${endpoint.permission}\`, which these roles have: ${permissions[endpoint.permission].join(", ")}.`,
      "x-permission": endpoint.permission,
    }),
    security: security[endpoint.caller] ?? [],
    requestParams: {
      ...(endpoint.params && { path: endpoint.params }),
      ...(endpoint.query && { query: endpoint.query }),
    },
    ...(endpoint.request && {
      requestBody: {
        required: true,
        content: {
          "application/json": { schema: endpoint.request },
          ...(multipart && {
            "multipart/form-data": {
              schema: z.extend(endpoint.request as z.ZodMiniObject, {
                message: z.string().check(z.meta({ format: "binary" })),
              }),
              encoding: { message: { contentType: "message/rfc822" } },
            },
          }),
        },
      },
    }),
    responses: {
      [endpoint.status]: { description: endpoint.summary, ...ok },
      ...(endpoint.accepted && {
        202: { description: "The work goes on after this answer.", ...json(endpoint.accepted) },
      }),
      default: {
        description: "A problem document (RFC 9457)",
        content: { "application/problem+json": { schema: Problem } },
      },
    },
  };
}

/** The API's description, OpenAPI 3.1, from the very schemas that requests are checked with. */
export function openApiDocument(serverUrl: string): Record<string, unknown> {
  const paths: ZodOpenApiPathsObject = {};
  for (const [name, endpoint] of Object.entries(endpoints)) {
    const path = endpoint.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [endpoint.method]: operation(name, endpoint) };
  }
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Firstcatch",
      version: "1",
      description: "Phishing training: the API that the add-in, the portal and scripts use.",
    },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      securitySchemes: {
        outlook: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "Access token of the add-in's own scope.",
        },
        apiToken: { type: "http", scheme: "bearer", description: "API token made in the portal, fc_…" },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "__Host-fc",
          description: "The portal's session; changes also need the header X-Firstcatch.",
        },
      },
    },
  }) as unknown as Record<string, unknown>;
}
