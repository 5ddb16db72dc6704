// Made by `cargo xtask generate` from openapi/partna.json; do not edit.

pub static DOCUMENT_JSON: &str = r##"{
  "openapi": "3.0.3",
  "info": {
    "title": "Partna API",
    "description": "The Partna v4 API as this project describes it. It contains every wire-level fact that the vendor publishes; the names, descriptions, types and safety data are written by this project. Amounts are in major currency units.",
    "version": "4.0.0",
    "license": {
      "name": "MIT OR Apache-2.0",
      "url": "https://spdx.org/licenses/MIT.html"
    }
  },
  "servers": [
    {
      "url": "https://staging-api.getpartna.com/v4",
      "description": "Staging: test money."
    },
    {
      "url": "https://api.getpartna.com/v4",
      "description": "Production: real money."
    }
  ],
  "security": [
    {
      "x-api-key": [],
      "x-api-user": []
    },
    {
      "authorization": []
    }
  ],
  "tags": [
    {
      "name": "Account",
      "description": "Customer accounts and profiles."
    },
    {
      "name": "Admin",
      "description": "Merchant administration."
    },
    {
      "name": "Bank",
      "description": "Banks and bank codes."
    },
    {
      "name": "Discount",
      "description": "Volume discounts."
    },
    {
      "name": "KYC",
      "description": "Identity verification (KYC) of customers."
    },
    {
      "name": "MFA",
      "description": "Second factor (MFA) of the merchant."
    },
    {
      "name": "Mock",
      "description": "Simulated deposits, on staging only."
    },
    {
      "name": "Pricing",
      "description": "Fees that merchants owe."
    },
    {
      "name": "Ramp",
      "description": "Onramps and offramps."
    },
    {
      "name": "Rate",
      "description": "Exchange rates and rate keys."
    },
    {
      "name": "Supported",
      "description": "Supported currencies and networks for deposits and withdrawals."
    },
    {
      "name": "Transfer",
      "description": "Transfers, withdrawals and transactions."
    },
    {
      "name": "User",
      "description": "The merchant: API keys, webhook, settings and administrators."
    },
    {
      "name": "Users",
      "description": "Administration of a merchant's users."
    }
  ],
  "paths": {
    "/account": {
      "get": {
        "operationId": "list_accounts",
        "tags": [
          "Account"
        ],
        "summary": "Lists accounts with their ledgers",
        "description": "Lists the merchant's accounts, or only the account in `accountName`. Balances are in major currency units. The response has no total: read pages until a page has fewer entries than `perPage`.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "parameters": [
          {
            "name": "accountName",
            "in": "query",
            "description": "Name of the account to list: 2 to 40 lower-case letters and digits.",
            "schema": {
              "type": "string"
            },
            "example": "amina01"
          },
          {
            "name": "page",
            "in": "query",
            "description": "Page number, starting at 1.",
            "schema": {
              "type": "integer"
            },
            "example": 1
          },
          {
            "name": "perPage",
            "in": "query",
            "description": "Number of entries per page.",
            "schema": {
              "type": "integer"
            },
            "example": 20
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AccountsResponse"
                },
                "example": {
                  "data": {
                    "accounts": [
                      {
                        "KES": {
                          "accountName": "amina01",
                          "asset": [
                            {
                              "id": "",
                              "type": "kenyanshilling"
                            }
                          ],
                          "balance": 4200.5,
                          "pendingDebit": 0
                        },
                        "NGN": {
                          "accountName": "amina01",
                          "asset": [
                            {
                              "id": "",
                              "type": "naira"
                            }
                          ],
                          "balance": 250000.75,
                          "pendingDebit": 1500
                        },
                        "USD": {
                          "accountName": "amina01",
                          "asset": [
                            {
                              "id": "0x2eea5A634DB062E0e47Ec9fD37F3cab7Ee8FfD92",
                              "type": "crypto"
                            },
                            {
                              "id": "TCx7wxwFVm9GwnEaKaNckzqRYxrUxgoJDD",
                              "type": "crypto"
                            },
                            {
                              "id": "EXq68wLDiXvPppv6VVJKyECcAC1oz25rHk8BgeorRvUe",
                              "type": "crypto"
                            }
                          ],
                          "balance": 125.5,
                          "pendingDebit": 0
                        }
                      },
                      {
                        "NGN": {
                          "accountName": "bello02",
                          "asset": [
                            {
                              "id": "",
                              "type": "naira"
                            }
                          ],
                          "balance": 0,
                          "pendingDebit": 0
                        },
                        "USD": {
                          "accountName": "bello02",
                          "asset": [
                            {
                              "id": "0x2eea5A634DB062E0e47Ec9fD37F3cab7Ee8FfD92",
                              "type": "crypto"
                            },
                            {
                              "id": "TCx7wxwFVm9GwnEaKaNckzqRYxrUxgoJDD",
                              "type": "crypto"
                            },
                            {
                              "id": "EXq68wLDiXvPppv6VVJKyECcAC1oz25rHk8BgeorRvUe",
                              "type": "crypto"
                            }
                          ],
                          "balance": 6e-7,
                          "pendingDebit": 0
                        }
                      }
                    ]
                  },
                  "message": "success"
                }
              }
            }
          },
          "401": {
            "description": "Rejected: the credentials are invalid or lack the required scope.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "404": {
            "description": "Not found.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "account not found"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      },
      "put": {
        "operationId": "create_bank_account",
        "tags": [
          "Account"
        ],
        "summary": "Opens a bank account for a customer",
        "description": "Opens a virtual bank account in NGN or KES. The customer's KYC must be complete.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_account_details",
          "how": "call `list_account_details` with `accountName`",
          "done": "read the bank account number from `Banks`, by country",
          "missing": "send the same request again; it is assumed that an account has one bank account per country"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/BankAccountRequest"
              },
              "example": {
                "accountName": "amina01",
                "currency": "NGN",
                "preferredAccountName": "Amina Stores"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/BankAccountsResponse"
                },
                "example": {
                  "data": [
                    {
                      "account_name": "AMINA STORES",
                      "account_number": "9930000001",
                      "bank_code": "100039",
                      "bank_name": "Test Bank",
                      "currency": "NGN",
                      "status": "ACTIVE"
                    }
                  ],
                  "message": "success"
                }
              }
            }
          },
          "400": {
            "description": "Rejected: the request is invalid.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "user has not completed kyc"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      },
      "post": {
        "operationId": "create_account",
        "tags": [
          "Account"
        ],
        "summary": "Creates an account",
        "description": "Creates an account for a customer, with a ledger in every currency. E-mail addresses are unique per merchant: the API rejects a second account with the same e-mail address with 400 or 409. Find the existing account by its e-mail address with `list_account_details`.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_accounts",
          "how": "call `list_accounts` with `accountName`, as `Partna::ensure_account` does",
          "done": "use the account in the list",
          "missing": "send the same request again: account names are unique, so no second account with that name is created"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/AccountRequest"
              },
              "example": {
                "accountName": "amina01",
                "email": "amina@example.com",
                "type": "personal"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "Created.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AccountResponse"
                },
                "example": {
                  "data": {
                    "USD": {
                      "accountName": "amina01",
                      "asset": [
                        {
                          "id": "TCx7wxwFVm9GwnEaKaNckzqRYxrUxgoJDD",
                          "type": "crypto"
                        }
                      ],
                      "balance": 125.5,
                      "pendingDebit": 0
                    }
                  },
                  "message": "success"
                }
              }
            }
          },
          "400": {
            "description": "Rejected: the request is invalid.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "Account name or email already exists"
                }
              }
            }
          },
          "401": {
            "description": "Rejected: the credentials are invalid or lack the required scope.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "get only api key cannot access POST /account"
                }
              }
            }
          },
          "409": {
            "description": "Conflict with existing data.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "account already exists"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/account/account-details": {
      "get": {
        "operationId": "list_account_details",
        "tags": [
          "Account"
        ],
        "summary": "Lists customers with bank accounts and KYC records",
        "description": "Lists customers with their bank accounts and KYC records by country, one page at a time, or only the customer in `accountName`.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "parameters": [
          {
            "name": "accountName",
            "in": "query",
            "description": "Name of the account to list.",
            "schema": {
              "type": "string"
            },
            "example": "amina01"
          },
          {
            "name": "page",
            "in": "query",
            "description": "Page number, starting at 1.",
            "schema": {
              "type": "integer"
            },
            "example": 1
          },
          {
            "name": "perPage",
            "in": "query",
            "description": "Number of entries per page.",
            "schema": {
              "type": "integer"
            },
            "example": 20
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AccountDetailsResponse"
                },
                "example": {
                  "data": {
                    "accounts": [
                      {
                        "Banks": {
                          "KE": {
                            "mobile_network": "Safaricom",
                            "shortcode": "0700000001",
                            "status": "ACTIVE"
                          },
                          "NG": {
                            "account_name": "TEST-MANAGED-ACCOUNT",
                            "account_number": "1230000001",
                            "bank_code": "",
                            "bank_name": "Test Bank",
                            "currency": "NGN",
                            "mobile_network": "",
                            "shortcode": "",
                            "status": "ACTIVE"
                          }
                        },
                        "KYCs": {
                          "KE": {
                            "mobile_network": "Safaricom",
                            "shortcode": "0700000001",
                            "status": "verified"
                          },
                          "NG": {
                            "address_line_1": "1 Marina Road",
                            "address_line_2": "",
                            "dob": "1990-05-17",
                            "first_name": "Amina",
                            "last_name": "Okoro",
                            "lga_of_residence": "Lagos Island",
                            "middle_name": "Ada",
                            "mobile_network": "",
                            "shortcode": "",
                            "state_of_residence": "Lagos",
                            "status": "verified"
                          }
                        },
                        "createdAt": 1755873600,
                        "email": "amina@example.com",
                        "externalRef": "amina01"
                      }
                    ],
                    "page": 1,
                    "perPage": 10,
                    "totalPages": 1
                  },
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/account/complete-registration": {
      "post": {
        "operationId": "complete_registration",
        "tags": [
          "Account"
        ],
        "summary": "Completes the registration of a customer",
        "description": "Completes a registration that `register_account` started, with the code that the customer received. Only for merchants whose registration type is open. Does not require credentials.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_accounts",
          "how": "call `list_accounts` with the `accountName` of the registration",
          "done": "continue without `data.code` of the response; its purpose is undocumented",
          "missing": "send the same request again with the same code"
        },
        "security": [],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/CompleteRegistrationRequest"
              },
              "example": {
                "email": "amina@example.com",
                "merchantName": "yourmerchant",
                "otp": "123456"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "Created.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RegistrationResponse"
                },
                "example": {
                  "data": {
                    "code": "123456"
                  },
                  "message": "success"
                }
              }
            }
          },
          "500": {
            "description": "The API failed.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "cannot create account"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "validation error"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/account/email": {
      "put": {
        "operationId": "update_account_email",
        "tags": [
          "Account"
        ],
        "summary": "Changes the e-mail address of an account",
        "description": "Replaces the e-mail address of a customer's account.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_account_details",
          "how": "call `list_account_details` with `accountName`",
          "done": "continue: `email` is the new address",
          "missing": "send the same request again: it sets the same address"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/AccountEmailRequest"
              },
              "example": {
                "accountName": "amina01",
                "email": "amina@example.com"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MessageResponse"
                },
                "example": {
                  "message": "success"
                }
              }
            }
          },
          "404": {
            "description": "Not found.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "account not found"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/account/myprofile": {
      "get": {
        "operationId": "get_my_profile",
        "tags": [
          "Account"
        ],
        "summary": "Gets the profile of the calling merchant",
        "description": "Returns the profile of the merchant that the credentials belong to. Use it as a cheap check that the credentials work.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MyProfileResponse"
                },
                "example": {
                  "data": {
                    "createdAt": 1755873600,
                    "dob": "1990-05-17",
                    "firstName": "Amina",
                    "lastName": "Okoro",
                    "middleName": "Ada",
                    "phoneNumber": "+254700000001"
                  },
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/account/permissions": {
      "get": {
        "operationId": "list_permissions",
        "tags": [
          "Account"
        ],
        "summary": "Lists permission sets",
        "description": "Lists the permission sets that administrators can receive.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PermissionsResponse"
                },
                "example": {
                  "data": [
                    {
                      "description": "Read-only access.",
                      "name": "Read-Only",
                      "permissions": [
                        "admin",
                        "view"
                      ]
                    }
                  ],
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/account/register": {
      "post": {
        "operationId": "register_account",
        "tags": [
          "Account"
        ],
        "summary": "Starts the registration of a customer",
        "description": "Sends a code to a customer who registers an account with a merchant. Only for merchants whose registration type is open. Does not require credentials.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "how": "ask the customer whether the code arrived by e-mail, because no read shows an incomplete registration",
          "done": "call `complete_registration` with the code",
          "missing": "send the same request again; it is assumed that the API sends another code"
        },
        "security": [],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/RegisterAccountRequest"
              },
              "example": {
                "accountName": "amina01",
                "email": "amina@example.com",
                "merchantName": "yourmerchant"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "Created.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MessageResponse"
                },
                "example": {
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "validation error"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/account/search": {
      "get": {
        "operationId": "search_accounts",
        "tags": [
          "Account"
        ],
        "summary": "Searches accounts by name",
        "description": "Lists the names of the accounts that match a text of at least 2 characters.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "parameters": [
          {
            "name": "accountName",
            "in": "query",
            "description": "Part of the account name, at least 2 characters.",
            "schema": {
              "type": "string"
            },
            "example": "amina"
          },
          {
            "name": "limit",
            "in": "query",
            "description": "Maximum number of names to return.",
            "schema": {
              "type": "integer"
            },
            "example": 20
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AccountNamesResponse"
                },
                "example": {
                  "data": [
                    "amina01",
                    "amina02"
                  ],
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/banks": {
      "get": {
        "operationId": "list_banks",
        "tags": [
          "Bank"
        ],
        "summary": "Lists banks",
        "description": "Lists the banks of a currency with the bank codes that withdrawals and offramps require. Does not require credentials.",
        "x-partna-effect": "read",
        "x-partna-guide": "GET /bank",
        "security": [],
        "parameters": [
          {
            "name": "currency",
            "in": "query",
            "description": "Currency of the banks to list.",
            "schema": {
              "$ref": "#/components/schemas/BankCurrency"
            },
            "example": "NGN"
          },
          {
            "name": "onlyValidators",
            "in": "query",
            "description": "Whether to list only validators. The term is undocumented; presumably it means banks whose accounts can be resolved.",
            "schema": {
              "$ref": "#/components/schemas/QueryFlag"
            },
            "example": "true"
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/BanksResponse"
                },
                "example": {
                  "data": [
                    {
                      "code": "",
                      "name": "Test Bank 1"
                    },
                    {
                      "code": "02",
                      "name": "Test Bank 2"
                    },
                    {
                      "code": "035",
                      "name": "Wema Bank"
                    },
                    {
                      "code": "057",
                      "name": "Zenith Bank"
                    },
                    {
                      "code": "120001",
                      "name": "9mobile 9Payment Service Bank"
                    }
                  ],
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "validation error"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/convert": {
      "post": {
        "operationId": "convert_currency",
        "tags": [
          "Transfer"
        ],
        "summary": "Converts between two ledgers of an account",
        "description": "Sells one currency for another within an account, at the rate of a rate key. Dollar stablecoins are converted as USD.",
        "x-partna-effect": "write",
        "x-partna-reference": {
          "field": "transactionReference",
          "lookup": "get_transaction",
          "parameter": "transactionReference",
          "with": [
            "accountName"
          ]
        },
        "x-partna-duplicates": "unproven",
        "x-partna-recovery": {
          "check": "get_transaction",
          "how": "call `get_transaction` with `transactionReference` and `accountName`, as `Pending::resolve` does",
          "done": "read the status of the record, and the new balances with `list_accounts`",
          "missing": "compare the balances from `list_accounts` with the earlier balances; contact Partna before another attempt, because it is undocumented whether the API rejects a reference that it has seen"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ConversionRequest"
              },
              "example": {
                "accountName": "amina01",
                "fromAmount": 1,
                "fromCurrency": "ETH",
                "rateKey": "2400-ETH_to_USD-5ddc8f46-1755873777",
                "toCurrency": "USD",
                "transactionReference": "bbcdef2234567890abcdef1234568880"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ConversionResponse"
                },
                "example": {
                  "data": {
                    "accountName": "amina01",
                    "fromAmount": 1,
                    "fromCurrency": "ETH",
                    "rate": 2400,
                    "toAmount": 2400,
                    "toCurrency": "USD",
                    "transactionReference": "bbcdef2234567890abcdef1234568880"
                  },
                  "message": "success"
                }
              }
            }
          },
          "400": {
            "description": "Rejected: the request is invalid.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "insufficient funds"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/convert/preorder": {
      "post": {
        "operationId": "preorder_conversion",
        "tags": [
          "Rate"
        ],
        "summary": "Preorders a conversion",
        "description": "Creates a rate key for the merchant. A conversion can be completed with this key later.",
        "x-partna-effect": "write",
        "x-partna-reference": {
          "field": "transactionReference"
        },
        "x-partna-duplicates": "unproven",
        "x-partna-recovery": {
          "how": "contact Partna, because no read shows a preorder",
          "done": "continue with the reference, which is the only data in the response",
          "missing": "order again with a new rate key and a new reference; it is assumed that an unused preorder costs nothing"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PreorderRequest"
              },
              "example": {
                "accountName": "amina01",
                "fromAmount": 1,
                "rateKey": "2400-ETH_to_USD-5ddc8f46-1755873777",
                "transactionReference": "bbcdef2234567890abcdef1234568880"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PreorderResponse"
                },
                "example": {
                  "data": {
                    "transactionReference": "bbcdef2234567890abcdef1234568880"
                  },
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/discount": {
      "get": {
        "operationId": "list_discounts",
        "tags": [
          "Discount"
        ],
        "summary": "Lists volume discounts",
        "description": "Lists the discounts on offramps from USD to NGN, by transaction value.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          }
        ],
        "parameters": [
          {
            "name": "amount",
            "in": "query",
            "description": "Amount of the transaction, in major units of `fromCurrency`.",
            "schema": {
              "type": "string",
              "format": "decimal",
              "pattern": "^-?(0|[1-9][0-9]*)([.][0-9]+)?$"
            },
            "example": "1000"
          },
          {
            "name": "fromCurrency",
            "in": "query",
            "description": "Currency paid in.",
            "schema": {
              "type": "string"
            },
            "example": "USD"
          },
          {
            "name": "toCurrency",
            "in": "query",
            "description": "Currency paid out.",
            "schema": {
              "type": "string"
            },
            "example": "NGN"
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DiscountsResponse"
                },
                "example": {
                  "data": [
                    {
                      "discount": "10%",
                      "minimumAssetValueInUSD": "1000"
                    }
                  ],
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/kyc": {
      "post": {
        "operationId": "start_kyc",
        "tags": [
          "KYC"
        ],
        "summary": "Starts the KYC of a customer",
        "description": "Looks up a customer by BVN in Nigeria or by phone number in Kenya, and returns the verification methods available to the customer. The number of look-ups is limited. The error `kyc previously completed` means that the KYC is already complete.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "how": "call `set_kyc_verification_method` with a method from `list_kyc_methods`, because no read shows an incomplete KYC",
          "done": "continue with that method; the hints in the response are lost",
          "missing": "send the same request again; the number of look-ups per customer is limited"
        },
        "x-partna-guide": "POST /kyc/initiate",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/KycRequest"
              },
              "example": {
                "accountName": "amina01",
                "bvn": "22222222222"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/KycMethodsResponse"
                },
                "example": {
                  "data": {
                    "methods": [
                      {
                        "hint": "An SMS with a code goes to 0803***3843",
                        "method": "phone"
                      }
                    ]
                  },
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/kyc/complete-kyc": {
      "post": {
        "operationId": "complete_kyc",
        "tags": [
          "KYC"
        ],
        "summary": "Submits the KYC record of a customer",
        "description": "Records KYC data that the merchant has verified. Only for merchants that are exempt from KYC; `get_kyc_exemption` returns whether a merchant is exempt.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "get_user_profile",
          "how": "call `get_user_profile` with `accountName`, or wait for the `verification.success` event",
          "done": "continue: `kycs` lists the country",
          "missing": "send the same request again: the error `KYC record already exists` or `kyc previously completed` means that the first request was accepted"
        },
        "x-partna-guide": "POST /kyc/merchant-kyc",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/MerchantKycRequest"
              },
              "example": {
                "accountName": "amina01",
                "dob": "1990-05-17",
                "documentId": "22222222222",
                "email": "amina@example.com",
                "firstName": "Amina",
                "gender": "Female",
                "kycDocument": "BVN",
                "lastName": "Okoro",
                "middleName": "Ada",
                "phoneNumber": "+254700000001"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MessageResponse"
                },
                "example": {
                  "message": "success"
                }
              }
            }
          },
          "400": {
            "description": "Rejected: the request is invalid.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "user not exempted"
                }
              }
            }
          },
          "409": {
            "description": "Conflict with existing data.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "KYC record already exists"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/kyc/confirm-otp": {
      "put": {
        "operationId": "confirm_kyc_otp",
        "tags": [
          "KYC"
        ],
        "summary": "Confirms KYC with the code received",
        "description": "Completes KYC with the code that the customer received by SMS or e-mail. Staging accepts 123456.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "get_user_profile",
          "how": "call `get_user_profile` with `accountName`, or wait for the `verification.success` event",
          "done": "continue: `kycs` lists the country",
          "missing": "send the same request again; if the API rejects the code, restart with `start_kyc`"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/KycOtpRequest"
              },
              "example": {
                "accountName": "amina01",
                "currency": "NGN",
                "otp": "123456"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MessageResponse"
                },
                "example": {
                  "message": "KYC verification successful!"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/kyc/confirm-phone": {
      "put": {
        "operationId": "confirm_kyc_phone",
        "tags": [
          "KYC"
        ],
        "summary": "Confirms the phone number of a BVN",
        "description": "Submits the full phone number of the BVN record. Call it if the API requires a confirmed phone number before it accepts a verification method; then choose the method again.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "how": "send the same request again, because no read shows the confirmation and the request confirms the same number",
          "done": "call `send_kyc_otp`",
          "missing": "correct the request if the API rejects it the second time"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/KycPhoneRequest"
              },
              "example": {
                "accountName": "amina01",
                "phone": "08030013843"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MessageResponse"
                },
                "example": {
                  "message": "confirm phone success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/kyc/handle-otp": {
      "put": {
        "operationId": "send_kyc_otp",
        "tags": [
          "KYC"
        ],
        "summary": "Chooses a verification method, by the older path",
        "description": "Does the same as `set_kyc_verification_method`, under the older path.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "how": "ask the customer whether the code arrived, because no read shows it",
          "done": "call `confirm_kyc_otp` with the code",
          "missing": "send the same request again: the customer receives another code"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/KycMethodRequest"
              },
              "example": {
                "accountName": "amina01",
                "currency": "NGN",
                "verificationMethod": "phone"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/KycDispatchResponse"
                },
                "example": {
                  "data": {
                    "attempts": 1,
                    "expectedPayment": "",
                    "maskedPhoneNumber": "0803***3843",
                    "otp": "123456",
                    "partnaBankDetails": "",
                    "subscriptionId": ""
                  },
                  "message": "OTP sent successfully"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/kyc/resolve-account": {
      "post": {
        "operationId": "resolve_bank_account",
        "tags": [
          "KYC"
        ],
        "summary": "Looks up the holder of a bank account",
        "description": "Returns the name of a bank account's holder. Changes nothing, although it is a POST.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ResolveBankAccountRequest"
              },
              "example": {
                "accountNumber": "0120000001",
                "bankCode": "057",
                "currency": "NGN"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ResolvedBankAccountResponse"
                },
                "example": {
                  "data": {
                    "accountName": "AMINA OKORO",
                    "accountNumber": "0120000001"
                  },
                  "message": "success"
                }
              }
            }
          },
          "400": {
            "description": "Rejected: the request is invalid.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "Invalid bank account details"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/kyc/supported-methods": {
      "get": {
        "operationId": "list_kyc_methods",
        "tags": [
          "KYC"
        ],
        "summary": "Lists the verification methods of a country",
        "description": "Lists the KYC methods of the country that a currency selects.",
        "x-partna-effect": "read",
        "x-partna-guide": "GET /kyc/verification-methods",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "parameters": [
          {
            "name": "currency",
            "in": "query",
            "description": "Currency that selects the country. The API's default is KES.",
            "schema": {
              "$ref": "#/components/schemas/KycCurrency"
            },
            "example": "KES"
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SupportedKycMethodsResponse"
                },
                "example": {
                  "data": {
                    "country": "KE",
                    "methods": [
                      "sendotp",
                      "receiveotp"
                    ]
                  },
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/kyc/verification-method": {
      "put": {
        "operationId": "set_kyc_verification_method",
        "tags": [
          "KYC"
        ],
        "summary": "Chooses a verification method",
        "description": "Chooses how a customer proves ownership of the BVN, and sends the code. A response or an error may require confirmation of the phone number first, with `confirm_kyc_phone`.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "how": "ask the customer whether the code arrived, because no read shows it",
          "done": "call `confirm_kyc_otp` with the code",
          "missing": "send the same request again: the customer receives another code"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/KycMethodRequest"
              },
              "example": {
                "accountName": "amina01",
                "currency": "NGN",
                "verificationMethod": "phone"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/KycDispatchResponse"
                },
                "example": {
                  "data": {
                    "attempts": 1,
                    "expectedPayment": "",
                    "maskedPhoneNumber": "0803***3843",
                    "otp": "123456",
                    "partnaBankDetails": "",
                    "subscriptionId": ""
                  },
                  "message": "OTP sent successfully"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/mfa": {
      "get": {
        "operationId": "get_mfa_status",
        "tags": [
          "MFA"
        ],
        "summary": "Gets the status of the second factor",
        "description": "Returns whether the calling merchant has enrolled an authenticator app.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MfaStatusResponse"
                },
                "example": {
                  "data": {
                    "enrolled": true
                  },
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      },
      "put": {
        "operationId": "confirm_mfa",
        "tags": [
          "MFA"
        ],
        "summary": "Completes the enrollment of a second factor",
        "description": "Verifies a code from the authenticator app and enables the second factor.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "get_mfa_status",
          "how": "call `get_mfa_status`",
          "done": "continue: `enrolled` is true",
          "missing": "send the same request again with a current code"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/MfaConfirmationRequest"
              },
              "example": {
                "token": "123456"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MessageResponse"
                },
                "example": {
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      },
      "post": {
        "operationId": "enroll_mfa",
        "tags": [
          "MFA"
        ],
        "summary": "Starts the enrollment of a second factor",
        "description": "Creates the secrets for an authenticator app. The API shows them only once. Enrollment is complete after `confirm_mfa` has accepted a code.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "how": "send the same request again, because `get_mfa_status` shows a factor only after `confirm_mfa`",
          "done": "use the secret of the second response",
          "missing": "use the secret of the second response; it is assumed that it replaces the first"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MfaEnrollmentResponse"
                },
                "example": {
                  "data": {
                    "qrCode": "data:image/png;base64,iVBORw0KGgo=",
                    "recoveryPhrases": [
                      "0a1b2c-3d4e5f"
                    ],
                    "secret": "JBSWY3DPEHPK3PXP"
                  },
                  "message": "success"
                }
              }
            }
          },
          "401": {
            "description": "Rejected: the credentials are invalid or lack the required scope.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "unable to access this resource"
                }
              }
            }
          },
          "404": {
            "description": "Not found.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "account not found"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/mfa/disable": {
      "put": {
        "operationId": "disable_mfa",
        "tags": [
          "MFA"
        ],
        "summary": "Disables the second factor",
        "description": "Removes the authenticator app of an account.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "get_mfa_status",
          "how": "call `get_mfa_status`",
          "done": "continue: `enrolled` is false",
          "missing": "send the same request again while `enrolled` is true"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/MfaDisableRequest"
              },
              "example": {
                "accountName": "amina01",
                "token": "123456"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MessageResponse"
                },
                "example": {
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/mock/deposit": {
      "post": {
        "operationId": "create_mock_deposit",
        "tags": [
          "Mock"
        ],
        "summary": "Simulates a deposit, on staging",
        "description": "Simulates a deposit of crypto or fiat. Exists only on staging. The vendor's document requires no credentials for this operation; the vendor's guide sends them.",
        "x-partna-effect": "write",
        "x-partna-reference": {
          "field": "reference"
        },
        "x-partna-duplicates": "unproven",
        "x-partna-recovery": {
          "check": "list_accounts",
          "how": "call `list_accounts` with `accountName` and compare the balance, or `list_ramps` if the deposit pays for a ramp",
          "done": "continue: the balance includes the deposit",
          "missing": "send the same request again; staging holds no real money"
        },
        "x-partna-environments": [
          "staging"
        ],
        "security": [],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/MockDepositRequest"
              },
              "example": {
                "accountName": "amina01",
                "amount": 50,
                "confirmations": 3,
                "currency": "USDT",
                "fromAddress": "TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL",
                "isRamp": false,
                "network": "tron",
                "reference": "5f0c1d2e3b4a59687786950413223140",
                "transactionID": "mock-0001",
                "txHash": "4be1f0",
                "username": "yourmerchant"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MessageResponse"
                },
                "example": {
                  "message": "deposit in progress!"
                }
              }
            }
          },
          "400": {
            "description": "Rejected: the request is invalid.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "Unsupported provider"
                }
              }
            }
          },
          "500": {
            "description": "The API failed.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "Unable to process deposit"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "validation error"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/mock/deposit-fiat": {
      "post": {
        "operationId": "create_mock_fiat_deposit",
        "tags": [
          "Mock"
        ],
        "summary": "Simulates a bank deposit, on staging",
        "description": "Simulates a deposit of naira into a customer's bank account. Exists only on staging.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_accounts",
          "how": "call `list_accounts` with `accountName` and compare the balance, or `list_ramps` if the deposit pays for a ramp",
          "done": "continue: the balance includes the deposit",
          "missing": "send the same request again; staging holds no real money"
        },
        "x-partna-environments": [
          "staging"
        ],
        "x-partna-guide": "POST /mock/fiat-deposit",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/MockFiatDepositRequest"
              },
              "example": {
                "accountName": "amina01",
                "amount": 1000,
                "currency": "NGN",
                "username": "yourmerchant"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MessageResponse"
                },
                "example": {
                  "message": "success"
                }
              }
            }
          },
          "422": {
            "description": "Rejected: the request is well-formed but cannot be processed.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "request could not be completed"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/phone": {
      "get": {
        "operationId": "list_phones",
        "tags": [
          "KYC"
        ],
        "summary": "Lists the verified phone numbers of a customer",
        "description": "Lists the numbers that a customer has verified in a country, with the `phoneID` that ramps in KES require.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "parameters": [
          {
            "name": "accountName",
            "in": "query",
            "description": "Name of the customer's account.",
            "required": true,
            "schema": {
              "type": "string"
            },
            "example": "amina01"
          },
          {
            "name": "country",
            "in": "query",
            "description": "Country of the phone numbers.",
            "required": true,
            "schema": {
              "$ref": "#/components/schemas/PhoneCountry"
            },
            "example": "KE"
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PhonesResponse"
                },
                "example": {
                  "data": {
                    "validPhoneRecords": [
                      {
                        "country": "KE",
                        "mobileNetwork": "Safaricom",
                        "phoneID": "506e46b8e67f4f4bbdda96b3ee3295d1",
                        "phoneNumber": "+254700000001"
                      }
                    ]
                  },
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      },
      "post": {
        "operationId": "register_phone",
        "tags": [
          "KYC"
        ],
        "summary": "Registers the phone number of a customer",
        "description": "Registers a phone number for verification, and returns the available verification methods.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_phones",
          "how": "call `list_phones` with `accountName` and `country`; it lists only confirmed numbers",
          "done": "use the `phoneID` of the number if it is listed",
          "missing": "send the same request again: the response has a `phoneID` to verify"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PhoneRequest"
              },
              "example": {
                "accountName": "amina01",
                "country": "KE",
                "mobileNetwork": "Safaricom",
                "phoneNumber": "+254700000001"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PhoneRegistrationResponse"
                },
                "example": {
                  "data": {
                    "maskedPhoneNumber": "+25470****001",
                    "methods": [
                      {
                        "hint": "Send the code that you are shown from this phone",
                        "method": "receiveotp"
                      },
                      {
                        "hint": "A code goes to this phone by SMS",
                        "method": "sendotp"
                      }
                    ],
                    "phoneID": "506e46b8e67f4f4bbdda96b3ee3295d1"
                  },
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/phone/confirm": {
      "put": {
        "operationId": "confirm_phone",
        "tags": [
          "KYC"
        ],
        "summary": "Confirms a phone number with the code received",
        "description": "Completes the verification of a phone number.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_phones",
          "how": "call `list_phones` with `accountName` and `country`",
          "done": "continue: the number is listed with its `phoneID`",
          "missing": "send the same request again; if the API rejects the code, call `verify_phone` for another code"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PhoneOtpRequest"
              },
              "example": {
                "otp": "123456",
                "phoneID": "506e46b8e67f4f4bbdda96b3ee3295d1"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PhoneConfirmationResponse"
                },
                "example": {
                  "messagge": "Phone verification successful!"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/phone/verify": {
      "put": {
        "operationId": "verify_phone",
        "tags": [
          "KYC"
        ],
        "summary": "Chooses how a phone number is verified",
        "description": "Starts a verification in which the API sends a code to the number, or waits for a code from the number.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "how": "ask the customer whether the code arrived, because no read shows it",
          "done": "call `confirm_phone` with the code",
          "missing": "send the same request again: the customer receives another code"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PhoneVerificationRequest"
              },
              "example": {
                "phoneID": "506e46b8e67f4f4bbdda96b3ee3295d1",
                "verificationMethod": "sendotp"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PhoneVerificationResponse"
                },
                "example": {
                  "data": {
                    "maskedPhoneNumber": "+25470****001",
                    "phoneID": "506e46b8e67f4f4bbdda96b3ee3295d1"
                  },
                  "message": "verification method set successfully"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/pricing/pending": {
      "get": {
        "operationId": "get_pending_pricing",
        "tags": [
          "Pricing"
        ],
        "summary": "Gets the fees that a merchant owes",
        "description": "Returns the fees that have not been charged to a merchant yet.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "parameters": [
          {
            "name": "username",
            "in": "query",
            "description": "User name of the merchant.",
            "schema": {
              "type": "string"
            },
            "example": "yourmerchant"
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PendingPricingResponse"
                },
                "example": {
                  "data": {
                    "amount": 0.01,
                    "username": "yourmerchant"
                  },
                  "message": "success"
                }
              }
            }
          },
          "401": {
            "description": "Rejected: the credentials are invalid or lack the required scope.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "unauthorised self trigger"
                }
              }
            }
          },
          "500": {
            "description": "The API failed.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "cannot get user's account count"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/pricing/trigger": {
      "get": {
        "operationId": "trigger_pricing",
        "tags": [
          "Pricing"
        ],
        "summary": "Triggers a billing step for a merchant",
        "description": "Sends a reminder or a receipt, charges the merchant, or retries a charge. The operation has effects, although it is a GET: a charge moves money. It is never retried automatically. The vendor's current document lists no success response for it.",
        "x-partna-effect": "unsafe-get",
        "x-partna-recovery": {
          "check": "get_pending_pricing",
          "how": "call `get_pending_pricing` and compare the fees with the earlier fees",
          "done": "continue: a charge has lowered the fees; no read shows a reminder or a receipt",
          "missing": "contact Partna before another attempt, because a charge moves money"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "parameters": [
          {
            "name": "action",
            "in": "query",
            "description": "Billing step to trigger.",
            "schema": {
              "$ref": "#/components/schemas/PricingAction"
            },
            "example": "reminder"
          },
          {
            "name": "username",
            "in": "query",
            "description": "User name of the merchant.",
            "schema": {
              "type": "string"
            },
            "example": "yourmerchant"
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Acknowledgement"
                },
                "example": {
                  "message": "success"
                }
              }
            }
          },
          "401": {
            "description": "Rejected: the credentials are invalid or lack the required scope.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "unauthorised self trigger"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/ramp": {
      "get": {
        "operationId": "list_ramps",
        "tags": [
          "Ramp"
        ],
        "summary": "Lists ramps",
        "description": "Lists an account's onramps and offramps one page at a time, or only the ramp with a reference. `accountName` is optional in the vendor's document, but the API has been observed to require it.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "parameters": [
          {
            "name": "accountName",
            "in": "query",
            "description": "Name of the account whose ramps to list.",
            "schema": {
              "type": "string"
            },
            "example": "amina01"
          },
          {
            "name": "page",
            "in": "query",
            "description": "Page number, starting at 1.",
            "schema": {
              "type": "integer"
            },
            "example": 1
          },
          {
            "name": "perPage",
            "in": "query",
            "description": "Number of entries per page.",
            "schema": {
              "type": "integer"
            },
            "example": 20
          },
          {
            "name": "rampReference",
            "in": "query",
            "description": "Reference of the ramp to list.",
            "schema": {
              "type": "string"
            },
            "example": "f32c3925063447a54905d31305a14da5"
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RampsResponse"
                },
                "example": {
                  "data": {
                    "page": 1,
                    "perPage": 10,
                    "total": 2,
                    "rampRequests": [
                      {
                        "bankAccountName": "AMINA OKORO",
                        "bankAccountNumber": "0120000001",
                        "bankName": "Zenith Bank",
                        "confirmed": false,
                        "createdAt": 1755873600,
                        "expireAction": "useCurrentRate",
                        "expiredAt": 1755877200,
                        "fromAmount": 0.2,
                        "fromCurrency": "USDT",
                        "fromNetwork": "tron",
                        "initialRate": 1674.42,
                        "processedRate": 1674.42,
                        "rampReference": "f32c3925063447a54905d31305a14da2",
                        "status": "completed",
                        "toAmount": 334.87,
                        "toCurrency": "NGN",
                        "toNetwork": "naira",
                        "totalFeesInToCurrency": 0.01,
                        "type": "cryptoToFiat"
                      },
                      {
                        "address": "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF",
                        "confirmed": false,
                        "createdAt": 1755873600,
                        "expireAction": "useCurrentRate",
                        "expiredAt": 1755877200,
                        "fromAmount": 1000,
                        "fromCurrency": "NGN",
                        "fromNetwork": "naira",
                        "initialRate": 0.000597221725,
                        "rampReference": "f32c3925063447a54905d31305a14da5",
                        "status": "canceled",
                        "toAmount": 0.5872,
                        "toCurrency": "USDT",
                        "toNetwork": "tron",
                        "totalFeesInFromCurrency": 16.74,
                        "totalFeesInToCurrency": 0.01,
                        "type": "fiatToCrypto"
                      }
                    ]
                  },
                  "message": "success"
                }
              }
            }
          },
          "400": {
            "description": "Rejected: the request is invalid.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "accountName is required"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      },
      "post": {
        "operationId": "create_ramp",
        "tags": [
          "Ramp"
        ],
        "summary": "Creates an onramp or an offramp",
        "description": "Orders a conversion from fiat to crypto or from crypto to fiat, at the rate of a rate key. The response states where the customer pays in. An account can have only one pending ramp. Set your own reference: the API rejects a reference that it has seen, and `list_ramps` finds the ramp by it.",
        "x-partna-effect": "write",
        "x-partna-reference": {
          "field": "rampReference",
          "lookup": "list_ramps",
          "parameter": "rampReference",
          "with": [
            "accountName"
          ]
        },
        "x-partna-duplicates": "rejected",
        "x-partna-recovery": {
          "check": "list_ramps",
          "how": "call `list_ramps` with `rampReference` and `accountName`, as `Pending::resolve` does",
          "done": "read the status of the record; while it is `pending`, `Record::pay_in` returns where the customer pays in; if the record does not contain this, replace the ramp: call `create_ramp` with a new reference, a new rate key and `cancelPendingRampRequest` set to true",
          "missing": "call `Pending::send_again`: its response states where the customer pays in, or the API rejects the reference because the first request was accepted; if the rate key has expired in the meantime, wait and look up the ramp again before you replace it"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/RampRequest"
              },
              "example": {
                "accountName": "amina01",
                "cancelPendingRampRequest": false,
                "cryptoAddress": "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF",
                "expireAction": "useCurrentRate",
                "fromAmount": 1000,
                "fromCurrency": "NGN",
                "fromNetwork": "naira",
                "rampExpTime": 3600,
                "rampReference": "f32c3925063447a54905d31305a14da5",
                "rateKey": "0.000597221725-NGN_to_USDT-5ddc8f46-1755873777",
                "sendingAddress": "TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL",
                "toCurrency": "USDT",
                "toNetwork": "tron",
                "type": "fiatToCrypto"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RampOrderResponse"
                },
                "example": {
                  "data": {
                    "accountName": "AMINA STORES",
                    "accountNumber": "9003000001",
                    "bankName": "Test Bank",
                    "currentRate": 0.000597221725,
                    "discountApplied": "0",
                    "expiryDate": 1755877200,
                    "feeInFromCurrency": 16.74,
                    "feeInToCurrency": 0.01,
                    "fromAmount": 1000,
                    "fromCurrency": "NGN",
                    "fromNetwork": "naira",
                    "rampReference": "f32c3925063447a54905d31305a14da5",
                    "toAmount": 0.5872,
                    "toCurrency": "USDT",
                    "toNetwork": "tron",
                    "totalFeesInFromCurrency": 16.74,
                    "totalFeesInToCurrency": 0.01
                  },
                  "message": "request completed"
                }
              }
            }
          },
          "400": {
            "description": "Rejected: the request is invalid.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "ramp reference already exists"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/ramp/breakdown": {
      "post": {
        "operationId": "get_ramp_breakdown",
        "tags": [
          "Ramp"
        ],
        "summary": "Calculates the fees of a ramp",
        "description": "Returns the cost of a ramp, itemized by fee. Changes nothing, although it is a POST.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/RampBreakdownRequest"
              },
              "example": {
                "accountName": "amina01",
                "cryptoAddress": "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF",
                "fromAmount": 10000,
                "fromCurrency": "NGN",
                "fromNetwork": "naira",
                "rateKey": "0.000597221725-NGN_to_USDT-5ddc8f46-1755873777",
                "toCurrency": "USDT",
                "toNetwork": "tron",
                "type": "fiatToCrypto"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RampBreakdownResponse"
                },
                "example": {
                  "data": {
                    "DepositFeeCapped": false,
                    "DepositFeeInFromCurrency": 1000,
                    "DepositFeeInToCurrency": 0.597221725,
                    "DepositPercentageApplied": 0,
                    "MerchantFeeCapped": false,
                    "MerchantFeeInFromCurrency": 200,
                    "MerchantFeeInToCurrency": 0.119444345,
                    "MerchantFeeUSD": 0.119444345,
                    "MerchantPercentageApplied": 0.02,
                    "NetAmountInToCurrency": 5.2455,
                    "Rate": 0.000597221725,
                    "TotalAmountInFromCurrency": 10000,
                    "TotalAmountInToCurrency": 5.97221725,
                    "TotalFeesInFromCurrency": 1216.7442,
                    "TotalFeesInToCurrency": 0.72666607,
                    "WithdrawalFeeInFromCurrency": 16.7442,
                    "WithdrawalFeeInToCurrency": 0.01
                  },
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/rate": {
      "get": {
        "operationId": "get_rate",
        "tags": [
          "Rate"
        ],
        "summary": "Gets rates and rate keys",
        "description": "Returns rates by currency pair, each with a rate key that fixes the rate for a short time.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "parameters": [
          {
            "name": "fromAmount",
            "in": "query",
            "description": "Sell amount, in major units of `fromCurrency`.",
            "schema": {
              "type": "string",
              "format": "decimal",
              "pattern": "^-?(0|[1-9][0-9]*)([.][0-9]+)?$"
            },
            "example": "1"
          },
          {
            "name": "fromCurrency",
            "in": "query",
            "description": "Currency to sell.",
            "schema": {
              "type": "string"
            },
            "example": "ETH"
          },
          {
            "name": "toAmount",
            "in": "query",
            "description": "Buy amount, in major units of `toCurrency`.",
            "schema": {
              "type": "string",
              "format": "decimal",
              "pattern": "^-?(0|[1-9][0-9]*)([.][0-9]+)?$"
            },
            "example": "2400"
          },
          {
            "name": "toCurrency",
            "in": "query",
            "description": "Currency to buy.",
            "schema": {
              "type": "string"
            },
            "example": "USD"
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RatesResponse"
                },
                "example": {
                  "data": {
                    "rate": {
                      "ETH_to_USD": {
                        "fromAmount": 1,
                        "fromCurrency": "ETH",
                        "key": "2400-ETH_to_USD-5ddc8f46-1755873777",
                        "rate": 2400,
                        "toAmount": 2400,
                        "toCurrency": "USD"
                      },
                      "USD_to_ETH": {
                        "fromAmount": 2400,
                        "fromCurrency": "USD",
                        "key": "0.0004-USD_to_ETH-c5375bfb-1755873777",
                        "rate": 0.0004,
                        "toAmount": 0.96,
                        "toCurrency": "ETH"
                      }
                    }
                  },
                  "message": "success"
                }
              }
            }
          },
          "503": {
            "description": "Temporarily unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "Rates not available, please try again later"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/rate/verify-rate-key": {
      "get": {
        "operationId": "verify_rate_key",
        "tags": [
          "Rate"
        ],
        "summary": "Checks a rate key",
        "description": "Returns whether a rate key is valid and whether it has expired. The API rejects a malformed key with 400.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "parameters": [
          {
            "name": "key",
            "in": "query",
            "description": "Rate key to check.",
            "schema": {
              "type": "string"
            },
            "example": "2400-ETH_to_USD-5ddc8f46-1755873777"
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RateKeyResponse"
                },
                "example": {
                  "data": {
                    "isExp": false,
                    "isValid": true
                  },
                  "message": "success"
                }
              }
            }
          },
          "400": {
            "description": "Rejected: the request is invalid.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid key"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/supported/assets": {
      "get": {
        "operationId": "list_supported_assets",
        "tags": [
          "Supported"
        ],
        "summary": "Lists supported assets",
        "description": "Lists currencies and networks with contract addresses, decimals, minimum withdrawals and fees. Does not require credentials.",
        "x-partna-effect": "read",
        "security": [],
        "parameters": [
          {
            "name": "currency",
            "in": "query",
            "description": "Currency to filter by.",
            "schema": {
              "$ref": "#/components/schemas/AssetCurrency"
            },
            "example": "USDT"
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SupportedAssetsResponse"
                },
                "example": {
                  "data": {
                    "byCurrency": {
                      "USDT": {
                        "tron": {
                          "assetIndex": 1,
                          "contractAddress": "TXLAQ63Xg1NAzckPwKHvzw7CSEmLMEqcdj",
                          "decimals": 6,
                          "destinationCurrency": "USD",
                          "faucets": [
                            "https://faucet.example.com/"
                          ],
                          "minimumWithdrawal": 1,
                          "name": "USDT",
                          "symbol": "USDT",
                          "transactionExplorerLink": "https://explorer.example.com/tx/%s",
                          "withdrawalFee": 0.01
                        }
                      }
                    },
                    "byNetWork": {
                      "tron": {
                        "USDT": {
                          "assetIndex": 1,
                          "contractAddress": "TXLAQ63Xg1NAzckPwKHvzw7CSEmLMEqcdj",
                          "decimals": 6,
                          "destinationCurrency": "USD",
                          "faucets": [
                            "https://faucet.example.com/"
                          ],
                          "minimumWithdrawal": 1,
                          "name": "USDT",
                          "symbol": "USDT",
                          "transactionExplorerLink": "https://explorer.example.com/tx/%s",
                          "withdrawalFee": 0.01
                        }
                      }
                    }
                  },
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "validation error"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/transfer": {
      "get": {
        "operationId": "list_transactions",
        "tags": [
          "Transfer"
        ],
        "summary": "Lists transactions",
        "description": "Lists transactions of every kind. The response is not paginated: narrow `unixStartDate` and `unixEndDate` instead. The API returns the error `endpoint temporarily disabled` with status 401; it is unrelated to credentials.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "parameters": [
          {
            "name": "accountName",
            "in": "query",
            "description": "Account to filter by.",
            "schema": {
              "type": "string"
            },
            "example": "amina01"
          },
          {
            "name": "currency",
            "in": "query",
            "description": "Currency to filter by.",
            "schema": {
              "$ref": "#/components/schemas/TransactionCurrency"
            },
            "example": "USD"
          },
          {
            "name": "limit",
            "in": "query",
            "description": "Maximum number of transactions to return. The API's default is 100, its maximum 1000.",
            "schema": {
              "type": "integer"
            },
            "example": 100
          },
          {
            "name": "status",
            "in": "query",
            "description": "Status to filter by.",
            "schema": {
              "$ref": "#/components/schemas/TransactionStatus"
            },
            "example": "completed"
          },
          {
            "name": "transactionReference",
            "in": "query",
            "description": "Reference of the transaction to list.",
            "schema": {
              "type": "string"
            },
            "example": "bbcdef2234567890abcdef1234568880"
          },
          {
            "name": "type",
            "in": "query",
            "description": "Kind of transaction to filter by.",
            "schema": {
              "$ref": "#/components/schemas/TransactionKind"
            },
            "example": "Transfer"
          },
          {
            "name": "unixEndDate",
            "in": "query",
            "description": "End of the time window, in Unix seconds; must be later than the start.",
            "schema": {
              "type": "integer",
              "format": "unix-seconds"
            },
            "example": 1755960000
          },
          {
            "name": "unixStartDate",
            "in": "query",
            "description": "Start of the time window, in Unix seconds.",
            "schema": {
              "type": "integer",
              "format": "unix-seconds"
            },
            "example": 1755873600
          },
          {
            "name": "username",
            "in": "query",
            "description": "Merchant to filter by.",
            "schema": {
              "type": "string"
            },
            "example": "yourmerchant"
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TransactionsResponse"
                },
                "example": {
                  "data": [
                    {
                      "amount": 10,
                      "currency": "USD",
                      "date": "2025-08-22T14:40:00Z",
                      "fromAccount": "credit",
                      "fromTo": "credit",
                      "fromUser": "admin",
                      "status": "completed",
                      "timestamp": 1755873600,
                      "toAccount": "amina01",
                      "toUser": "yourmerchant",
                      "transactionReference": "bbcdef2234567890abcdef1234568880",
                      "transactionType": "Internal Transfer"
                    }
                  ],
                  "message": "success"
                }
              }
            }
          },
          "401": {
            "description": "Rejected, for a reason other than the credentials.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "endpoint temporarily disabled"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      },
      "post": {
        "operationId": "create_transfer",
        "tags": [
          "Transfer"
        ],
        "summary": "Transfers money between two accounts",
        "description": "Debits one account and credits another in the same currency. The response contains no data: set your own reference and look up the transfer with `get_transaction`. The API rejects a reference that it has seen with 409.",
        "x-partna-effect": "write",
        "x-partna-reference": {
          "field": "transactionReference",
          "lookup": "get_transaction",
          "parameter": "transactionReference"
        },
        "x-partna-duplicates": "rejected",
        "x-partna-recovery": {
          "check": "get_transaction",
          "how": "call `get_transaction` with `transactionReference`, as `Pending::resolve` does",
          "done": "read the status of the record and do not send the transfer again",
          "missing": "call `Pending::send_again`: the API rejects a reference that exists, so the money moves only once"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/TransferRequest"
              },
              "example": {
                "amount": 25.5,
                "currency": "USD",
                "fromAccount": "amina01",
                "toAccount": "bello02",
                "transactionReference": "bbcdef2234567890abcdef1234568880"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TransferResponse"
                },
                "example": {
                  "data": {},
                  "message": "success"
                }
              }
            }
          },
          "400": {
            "description": "Rejected: the request is invalid.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "insufficient funds"
                }
              }
            }
          },
          "404": {
            "description": "Not found.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "toAccount not found"
                }
              }
            }
          },
          "409": {
            "description": "Conflict with existing data.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "transactionReference already exist"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/transfer/details": {
      "get": {
        "operationId": "get_transaction",
        "tags": [
          "Transfer"
        ],
        "summary": "Gets a transaction by its reference",
        "description": "Returns one transaction. If the API does not find a reference, that does not prove that the transaction did not happen.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "parameters": [
          {
            "name": "accountName",
            "in": "query",
            "description": "Account that the transaction belongs to.",
            "schema": {
              "type": "string"
            },
            "example": "amina01"
          },
          {
            "name": "transactionReference",
            "in": "query",
            "description": "Reference of the transaction.",
            "required": true,
            "schema": {
              "type": "string"
            },
            "example": "bbcdef2234567890abcdef1234568880"
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TransactionDetailsResponse"
                },
                "example": {
                  "data": {
                    "UTCTimestamp": "2025-08-22T14:40:00Z",
                    "amount": 5000,
                    "creditAccount": "amina01",
                    "creditUser": "yourmerchant",
                    "currency": "USD",
                    "debitAccount": "credit",
                    "debitUser": "admin",
                    "status": "completed",
                    "timestamp": 1755873600,
                    "transactionReference": "bbcdef2234567890abcdef1234568880",
                    "transactionType": "Transfer"
                  },
                  "message": "success"
                }
              }
            }
          },
          "404": {
            "description": "Not found.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "transaction not found"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/transfer/initiate": {
      "post": {
        "operationId": "initiate_transfer",
        "tags": [
          "Transfer"
        ],
        "summary": "Initiates a mobile-money deposit",
        "description": "Requests a deposit in GHS or KES from a payer's mobile-money account. NGN does not need this step.",
        "x-partna-effect": "write",
        "x-partna-reference": {
          "field": "transactionReference",
          "lookup": "get_transaction",
          "parameter": "transactionReference",
          "with": [
            "accountName"
          ]
        },
        "x-partna-duplicates": "unproven",
        "x-partna-recovery": {
          "check": "get_transaction",
          "how": "call `get_transaction` with `transactionReference` and `accountName`, as `Pending::resolve` does",
          "done": "read the status of the record, and wait for the `Deposit` event",
          "missing": "contact the customer and Partna before another attempt, because it is undocumented whether the API rejects a reference that it has seen, and the customer may be charged twice"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/CollectionRequest"
              },
              "example": {
                "accountName": "amina01",
                "amount": 1500,
                "currency": "GHS",
                "mobileNetwork": "MTN",
                "mobileNumber": "0240000001",
                "transactionReference": "bbcdef2234567890abcdef1234568880"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Acknowledgement"
                },
                "example": {
                  "message": "Deposit initiated successfully"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/transfer/withdraw": {
      "post": {
        "operationId": "create_withdrawal",
        "tags": [
          "Transfer"
        ],
        "summary": "Withdraws to a bank, a phone or a blockchain",
        "description": "Withdraws money from an account. The response contains only a message: set your own reference and look up the withdrawal with `get_transaction`. The API rejects a reference that it has seen with 409, and a key that is not permitted to withdraw with 401.",
        "x-partna-effect": "write",
        "x-partna-reference": {
          "field": "transactionReference",
          "lookup": "get_transaction",
          "parameter": "transactionReference"
        },
        "x-partna-duplicates": "rejected",
        "x-partna-recovery": {
          "check": "get_transaction",
          "how": "call `get_transaction` with `transactionReference`, as `Pending::resolve` does",
          "done": "follow the status of the record, or wait for the `Withdrawal` event, and do not send the withdrawal again",
          "missing": "call `Pending::send_again`: the API rejects a reference that exists, so the money is withdrawn only once"
        },
        "x-partna-refused-scopes": [
          "N"
        ],
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/WithdrawalRequest"
              },
              "example": {
                "address": "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF",
                "amount": 20,
                "currency": "USDT",
                "fromAccount": "amina01",
                "network": "tron",
                "transactionReference": "bbcdef2234567890abcdef1234568880",
                "type": "crypto"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Acknowledgement"
                },
                "example": {
                  "message": "request completed"
                }
              }
            }
          },
          "400": {
            "description": "Rejected: the request is invalid.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "wrong network address"
                }
              }
            }
          },
          "401": {
            "description": "Rejected: the credentials are invalid or lack the required scope.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "no withdrawal api key cannot access POST /transfer/withdraw"
                }
              }
            }
          },
          "409": {
            "description": "Conflict with existing data.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "transactionReference already exist"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/user": {
      "put": {
        "operationId": "update_user",
        "tags": [
          "User"
        ],
        "summary": "Changes the endpoint and callback URL of a merchant",
        "description": "Sets the callback URL and the endpoint of the calling merchant.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "how": "send the same request again, because no read shows the callback URL and the request sets the same values",
          "done": "continue",
          "missing": "correct the request if the API rejects it the second time"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/UserRequest"
              },
              "example": {
                "callbackUrl": "https://example.com/partna/callback",
                "endpointId": "endpoint-0001"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MessageResponse"
                },
                "example": {
                  "message": "success"
                }
              }
            }
          },
          "400": {
            "description": "Rejected: the request is invalid.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "endpoint id not found"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/user/activate": {
      "post": {
        "operationId": "activate_user",
        "tags": [
          "User"
        ],
        "summary": "Creates and activates a user",
        "description": "Creates a merchant user. The API rejects keys without this permission with 401.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "how": "send the same request again, because no read shows the user",
          "done": "continue: the error `username or email already exists` means that the first request was accepted",
          "missing": "continue if the API accepts the second request"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/UserActivationRequest"
              },
              "example": {
                "email": "amina@example.com",
                "username": "yourmerchant"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MessageResponse"
                },
                "example": {
                  "message": "success"
                }
              }
            }
          },
          "400": {
            "description": "Rejected: the request is invalid.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "username or email already exists"
                }
              }
            }
          },
          "401": {
            "description": "Rejected: the credentials are invalid or lack the required scope.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "unauthorised self registration"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/user/admin": {
      "get": {
        "operationId": "list_admins",
        "tags": [
          "User"
        ],
        "summary": "Lists administrators",
        "description": "Lists the merchant's active administrators. The response has neither `data` nor `message`.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AdminsResponse"
                },
                "example": {
                  "AdminPermissions": [
                    {
                      "email": "amina@example.com",
                      "roles": [
                        "view"
                      ],
                      "username": "amina01"
                    }
                  ]
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      },
      "post": {
        "operationId": "create_admin",
        "tags": [
          "User"
        ],
        "summary": "Adds an administrator",
        "description": "Grants a person permissions on the merchant's account.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_admins",
          "how": "call `list_admins`",
          "done": "continue: the administrator is listed",
          "missing": "send the same request again"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/AdminRequest"
              },
              "example": {
                "email": "amina@example.com",
                "fullname": "Amina Okoro",
                "roles": [
                  "admin",
                  "view"
                ],
                "username": "amina01"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MessageResponse"
                },
                "example": {
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      },
      "delete": {
        "operationId": "delete_admin",
        "tags": [
          "User"
        ],
        "summary": "Removes an administrator",
        "description": "Revokes the permissions of an administrator.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_admins",
          "how": "call `list_admins`",
          "done": "continue: the administrator is not listed",
          "missing": "send the same request again while the administrator is listed"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "parameters": [
          {
            "name": "email",
            "in": "query",
            "description": "E-mail address of the administrator.",
            "schema": {
              "type": "string"
            },
            "example": "amina@example.com"
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MessageResponse"
                },
                "example": {
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/user/apikey": {
      "post": {
        "operationId": "generate_api_key",
        "tags": [
          "User"
        ],
        "summary": "Generates an API key",
        "description": "Creates a key with a name and a scope. The API shows the key only once. To rotate a key, generate a new key, switch to it, then invalidate the old key.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_api_keys",
          "how": "call `list_api_keys` and search for `keyname`",
          "done": "the text of the key is lost: delete the key with `delete_api_key` and generate another key under a new name",
          "missing": "generate another key under a new name, and check for the first key again; if the request invalidates the key in `apikey`, check that key with a read first"
        },
        "x-partna-guide": "POST /user/api-key",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ApiKeyRequest"
              },
              "example": {
                "expirationInDays": 90,
                "keyname": "billing-2026",
                "scope": "N"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiKeyResponse"
                },
                "example": {
                  "data": {
                    "apikey": "1--N--00000000000000000000000000000000--0000000000000--00000000"
                  },
                  "message": "success"
                }
              }
            }
          },
          "400": {
            "description": "Rejected: the request is invalid.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid API scope"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      },
      "delete": {
        "operationId": "delete_api_key",
        "tags": [
          "User"
        ],
        "summary": "Deletes an API key",
        "description": "Deletes a key, identified by its short form.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_api_keys",
          "how": "call `list_api_keys`",
          "done": "continue: `DeletedAt` of the key is set",
          "missing": "send the same request again while the key is not deleted"
        },
        "x-partna-guide": "DELETE /user/api-key",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "parameters": [
          {
            "name": "apikeyHash",
            "in": "query",
            "description": "Short form of the key, presumably the one that `list_api_keys` returns.",
            "required": true,
            "schema": {
              "type": "string",
              "format": "password"
            },
            "example": "91179ede"
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MessageResponse"
                },
                "example": {
                  "message": "success"
                }
              }
            }
          },
          "400": {
            "description": "Rejected: the request is invalid.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid key"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/user/apikey-scope": {
      "get": {
        "operationId": "list_api_key_scopes",
        "tags": [
          "User"
        ],
        "summary": "Lists the scopes of API keys",
        "description": "Returns the names of the scopes with the letter of each scope.",
        "x-partna-effect": "read",
        "x-partna-guide": "GET /user/api-key/scopes",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiKeyScopesResponse"
                },
                "example": {
                  "data": {
                    "GetOnly": "G",
                    "Master": "M",
                    "NoWithdrawal": "N",
                    "Withdrawal": "W"
                  },
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/user/apikeys": {
      "get": {
        "operationId": "list_api_keys",
        "tags": [
          "User"
        ],
        "summary": "Lists API keys",
        "description": "Lists the merchant's keys by name. The response does not contain the keys themselves.",
        "x-partna-effect": "read",
        "x-partna-guide": "GET /user/api-keys",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiKeysResponse"
                },
                "example": {
                  "data": {
                    "Apikeys": [
                      {
                        "Apikey": "91179ede",
                        "DeletedAt": "0001-01-01T00:00:00Z",
                        "Expirable": true,
                        "Expiration": 1893456000,
                        "Keyname": "billing-2026",
                        "Username": "yourmerchant"
                      },
                      {
                        "Apikey": "3677a356",
                        "DeletedAt": "0001-01-01T00:00:00Z",
                        "Expirable": false,
                        "Expiration": 0,
                        "Keyname": "reports",
                        "Username": "yourmerchant"
                      }
                    ]
                  },
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/user/balances": {
      "get": {
        "operationId": "get_balances",
        "tags": [
          "User"
        ],
        "summary": "Gets balances",
        "description": "Returns the balances of the merchant and of its customers, by currency.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/BalancesResponse"
                },
                "example": {
                  "data": {
                    "customer": {
                      "USD": {
                        "availableBalance": 34,
                        "pendingDebit": 0
                      }
                    },
                    "merchant": {
                      "USD": {
                        "availableBalance": 34,
                        "pendingDebit": 0
                      }
                    }
                  },
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/user/invalidate-apikey": {
      "post": {
        "operationId": "invalidate_api_key",
        "tags": [
          "User"
        ],
        "summary": "Invalidates an API key",
        "description": "Invalidates a key, identified by its full text, and returns a key.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_api_keys",
          "how": "call a read with the old key, and `list_api_keys` with another key",
          "done": "the API rejects the old key with `invalid apikey`; the key in the response is lost, so delete it with `delete_api_key`",
          "missing": "send the same request again while the API accepts the old key"
        },
        "x-partna-guide": "POST /user/api-key/invalidate",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/InvalidateApiKeyRequest"
              },
              "example": {
                "apikey": "1--N--00000000000000000000000000000000--0000000000000--00000000"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiKeyResponse"
                },
                "example": {
                  "data": {
                    "apikey": "1--N--00000000000000000000000000000000--0000000000000--00000000"
                  },
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/user/ip-whitelist": {
      "get": {
        "operationId": "list_whitelisted_ips",
        "tags": [
          "Admin",
          "Users"
        ],
        "summary": "Lists the IP whitelist",
        "description": "Lists the IP addresses from which clients may call the API.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          }
        ],
        "parameters": [
          {
            "name": "merchantName",
            "in": "query",
            "description": "User name of the merchant.",
            "schema": {
              "type": "string"
            },
            "example": "yourmerchant"
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/WhitelistResponse"
                },
                "example": {
                  "data": [
                    "192.0.2.10"
                  ],
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      },
      "post": {
        "operationId": "add_whitelisted_ips",
        "tags": [
          "Admin",
          "Users"
        ],
        "summary": "Adds addresses to the IP whitelist",
        "description": "Adds IP addresses from which clients may call the API.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_whitelisted_ips",
          "how": "call `list_whitelisted_ips`",
          "done": "continue: the addresses are listed",
          "missing": "send the same request again"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/WhitelistRequest"
              },
              "example": {
                "ipAddresses": [
                  "192.0.2.10"
                ],
                "merchantName": "yourmerchant"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MessageResponse"
                },
                "example": {
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      },
      "delete": {
        "operationId": "delete_whitelisted_ip",
        "tags": [
          "Admin",
          "Users"
        ],
        "summary": "Removes an address from the IP whitelist",
        "description": "Removes one IP address from which clients may call the API.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_whitelisted_ips",
          "how": "call `list_whitelisted_ips`",
          "done": "continue: the address is not listed",
          "missing": "send the same request again while the address is listed"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          }
        ],
        "parameters": [
          {
            "name": "ipAddress",
            "in": "query",
            "description": "The address.",
            "required": true,
            "schema": {
              "type": "string"
            },
            "example": "192.0.2.10"
          },
          {
            "name": "merchantName",
            "in": "query",
            "description": "User name of the merchant.",
            "schema": {
              "type": "string"
            },
            "example": "yourmerchant"
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MessageResponse"
                },
                "example": {
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/user/kyc-exempt": {
      "get": {
        "operationId": "get_kyc_exemption",
        "tags": [
          "KYC"
        ],
        "summary": "Checks whether a merchant may submit KYC data",
        "description": "Succeeds for a merchant that is exempt from KYC. For any other merchant, the API returns 400.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MessageResponse"
                },
                "example": {
                  "message": "success"
                }
              }
            }
          },
          "400": {
            "description": "Rejected: the request is invalid.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "user not exempted",
                  "data": {
                    "exempted": false
                  }
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/user/profile": {
      "get": {
        "operationId": "get_user_profile",
        "tags": [
          "Account"
        ],
        "summary": "Gets the profile of a customer",
        "description": "Returns the person behind an account, and the countries in which their KYC is complete.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "parameters": [
          {
            "name": "accountName",
            "in": "query",
            "description": "Name of the customer's account.",
            "required": true,
            "schema": {
              "type": "string"
            },
            "example": "amina01"
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UserProfileResponse"
                },
                "example": {
                  "data": {
                    "createdAt": 1755873600,
                    "dob": "1990-05-17",
                    "firstName": "Amina",
                    "kycs": [
                      "NG"
                    ],
                    "lastName": "Okoro",
                    "middleName": "Ada",
                    "phoneNumber": "+254700000001"
                  },
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/user/settings": {
      "get": {
        "operationId": "get_settings",
        "tags": [
          "User"
        ],
        "summary": "Gets the settings of a merchant",
        "description": "Returns the registration type, the fee, the deposit handling and the source of crypto payments.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SettingsResponse"
                },
                "example": {
                  "data": {
                    "autoMoveDeposit": false,
                    "cryptoPaymentSource": "unknown",
                    "fees": {
                      "feeAccount": "fees01",
                      "feeAmount": 2,
                      "feeCap": 2,
                      "feeCurrency": "USD",
                      "feeType": "fixed"
                    },
                    "registrationType": "open"
                  },
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      },
      "put": {
        "operationId": "update_settings",
        "tags": [
          "User"
        ],
        "summary": "Changes the settings of a merchant",
        "description": "Changes the registration type, the fee, the deposit handling or the source of crypto payments. The API rejects invalid values with 400 and a list in `data`.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "get_settings",
          "how": "call `get_settings`",
          "done": "continue: the settings have the new values",
          "missing": "send the same request again: it sets the same values"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/SettingsRequest"
              },
              "example": {
                "autoMoveDeposit": false,
                "cryptoPaymentSource": "known",
                "feeAccount": "fees01",
                "feeAmount": 2,
                "feeCap": 5,
                "feeCurrency": "USD",
                "feeType": "fixed",
                "registrationType": "closed"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MessageResponse"
                },
                "example": {
                  "message": "success"
                }
              }
            }
          },
          "400": {
            "description": "Rejected: the request is invalid.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "validation error",
                  "data": [
                    "Field: [registrationType] Expected:[oneof(open closed)] Value: [ajar]"
                  ]
                }
              }
            }
          },
          "404": {
            "description": "Not found.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid feeAccount name"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    },
    "/user/webhook": {
      "get": {
        "operationId": "get_webhook",
        "tags": [
          "User"
        ],
        "summary": "Gets the webhook address",
        "description": "Returns the address to which the API delivers events.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/WebhookResponse"
                },
                "example": {
                  "data": {
                    "url": "https://example.com/partna/webhook"
                  },
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      },
      "post": {
        "operationId": "set_webhook",
        "tags": [
          "User"
        ],
        "summary": "Sets the webhook address",
        "description": "Sets the address to which the API delivers events.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "get_webhook",
          "how": "call `get_webhook`",
          "done": "continue: `url` is the new URL",
          "missing": "send the same request again: it sets the same URL"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/WebhookRequest"
              },
              "example": {
                "url": "https://example.com/partna/webhook"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MessageResponse"
                },
                "example": {
                  "message": "success"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      },
      "delete": {
        "operationId": "delete_webhook",
        "tags": [
          "User"
        ],
        "summary": "Removes the webhook address",
        "description": "Stops the delivery of events.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "get_webhook",
          "how": "call `get_webhook`",
          "done": "continue: `url` is empty",
          "missing": "send the same request again while `url` is not empty"
        },
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          },
          {
            "authorization": []
          }
        ],
        "responses": {
          "200": {
            "description": "Success.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MessageResponse"
                },
                "example": {
                  "message": "success"
                }
              }
            }
          },
          "400": {
            "description": "Rejected: the request is invalid.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "no url to delete"
                }
              }
            }
          },
          "4XX": {
            "description": "Rejected; `message` states the reason.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "invalid apikey"
                }
              }
            }
          },
          "5XX": {
            "description": "The API failed or is unavailable.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiError"
                },
                "example": {
                  "message": "internal server error"
                }
              }
            }
          }
        }
      }
    }
  },
  "components": {
    "schemas": {
      "Account": {
        "description": "An account: its ledgers, keyed by currency code. Dollar stablecoins are held in the USD ledger.",
        "type": "object",
        "additionalProperties": {
          "$ref": "#/components/schemas/LedgerBalance"
        }
      },
      "AccountDetails": {
        "description": "A customer: contact data, bank accounts and KYC records.",
        "type": "object",
        "properties": {
          "Banks": {
            "description": "Bank or mobile-money accounts, keyed by ISO 3166-1 alpha-2 country code.",
            "type": "object",
            "additionalProperties": {
              "$ref": "#/components/schemas/CustomerBank"
            }
          },
          "KYCs": {
            "description": "KYC records, keyed by ISO 3166-1 alpha-2 country code.",
            "type": "object",
            "additionalProperties": {
              "$ref": "#/components/schemas/KycRecord"
            }
          },
          "createdAt": {
            "description": "Time of creation, in Unix seconds.",
            "type": "integer",
            "format": "unix-seconds"
          },
          "email": {
            "description": "E-mail address.",
            "type": "string"
          },
          "externalRef": {
            "description": "Name of the account, used as `accountName` in other operations.",
            "type": "string"
          }
        }
      },
      "AccountDetailsPage": {
        "description": "One page of customers with their bank accounts and KYC records.",
        "type": "object",
        "properties": {
          "accounts": {
            "description": "The customers of this page.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AccountDetails"
            }
          },
          "page": {
            "description": "Number of this page, starting at 1.",
            "type": "integer"
          },
          "perPage": {
            "description": "Number of entries per page.",
            "type": "integer"
          },
          "totalPages": {
            "description": "Number of pages.",
            "type": "integer"
          }
        }
      },
      "AccountDetailsResponse": {
        "description": "Response body of `list_account_details`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "One page of customers.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AccountDetailsPage"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "AccountEmailRequest": {
        "description": "Request body of `update_account_email`.",
        "type": "object",
        "properties": {
          "accountName": {
            "description": "Name of the Partna account: 2 to 40 lower-case letters and digits.",
            "type": "string"
          },
          "email": {
            "description": "The new e-mail address.",
            "type": "string"
          }
        }
      },
      "AccountList": {
        "description": "Accounts with their ledgers.",
        "type": "object",
        "properties": {
          "accounts": {
            "description": "One account per entry. There is no total: a page with fewer entries than `perPage` is the last page.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Account"
            }
          }
        }
      },
      "AccountNamesResponse": {
        "description": "Response body of `search_accounts`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "Names of the accounts that match.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "AccountRequest": {
        "description": "Request body of `create_account`.",
        "type": "object",
        "properties": {
          "accountName": {
            "description": "Name of the new account, which identifies the account in every other operation.",
            "allOf": [
              {
                "$ref": "#/components/schemas/NewAccountName"
              }
            ]
          },
          "email": {
            "description": "E-mail address.",
            "type": "string"
          },
          "type": {
            "description": "Kind of account. The API documents no values; `personal` has been observed to work.",
            "type": "string"
          }
        }
      },
      "AccountResponse": {
        "description": "Response body of `create_account`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The ledgers of the new account.",
            "allOf": [
              {
                "$ref": "#/components/schemas/Account"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "AccountsResponse": {
        "description": "Response body of `list_accounts`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The accounts found.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AccountList"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "Acknowledgement": {
        "description": "A response about money that is documented to contain only a message. All other fields that the API sends are kept.",
        "type": "object",
        "properties": {
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "Admin": {
        "description": "An administrator of the merchant.",
        "type": "object",
        "properties": {
          "email": {
            "description": "E-mail address.",
            "type": "string"
          },
          "roles": {
            "description": "Permissions of the administrator.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AdminRole"
            }
          },
          "username": {
            "description": "User name.",
            "type": "string"
          }
        }
      },
      "AdminRequest": {
        "description": "Request body of `create_admin`.",
        "type": "object",
        "properties": {
          "email": {
            "description": "E-mail address.",
            "type": "string"
          },
          "fullname": {
            "description": "Full name, 2 to 100 characters.",
            "type": "string"
          },
          "roles": {
            "description": "Permissions: first `admin`, then any of `view`, `operation` and `settings`.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AdminRole"
            }
          },
          "username": {
            "description": "User name: 2 to 40 lower-case letters and digits.",
            "type": "string"
          }
        }
      },
      "AdminRole": {
        "description": "A permission of an administrator.",
        "type": "string",
        "x-partna-values": [
          "admin",
          "view",
          "operation",
          "settings"
        ],
        "x-partna-rust": "AdminRole"
      },
      "AdminsResponse": {
        "description": "Response body of `list_admins`. It has no envelope.",
        "type": "object",
        "properties": {
          "AdminPermissions": {
            "description": "The administrators.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Admin"
            }
          }
        }
      },
      "ApiError": {
        "description": "The error that every rejected or failed request returns.",
        "type": "object",
        "properties": {
          "message": {
            "description": "Message from the API that describes the error. Match it by substring and ignore case, because the wording changes.",
            "type": "string"
          },
          "data": {
            "description": "Details of the error, if any: for a validation error a list of strings; each string contains a field, the expected value and the received value."
          }
        }
      },
      "ApiKeyInfo": {
        "description": "The metadata of an API key.",
        "type": "object",
        "properties": {
          "Apikey": {
            "description": "Short form of the key, 8 hexadecimal digits; apparently the value that `delete_api_key` accepts.",
            "type": "string",
            "format": "password"
          },
          "DeletedAt": {
            "description": "Time of deletion, as RFC 3339 text. A key that is not deleted has the year 1.",
            "type": "string"
          },
          "Expirable": {
            "description": "Whether the key expires.",
            "type": "boolean"
          },
          "Expiration": {
            "description": "Time of expiry, in Unix seconds, although the key's text contains milliseconds.",
            "type": "integer",
            "format": "unix-seconds"
          },
          "Keyname": {
            "description": "Name of the key.",
            "type": "string"
          },
          "Username": {
            "description": "User name of the merchant that the key belongs to.",
            "type": "string"
          }
        }
      },
      "ApiKeyList": {
        "description": "The merchant's keys.",
        "type": "object",
        "properties": {
          "Apikeys": {
            "description": "One key per entry, without the key itself.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ApiKeyInfo"
            }
          }
        }
      },
      "ApiKeyRequest": {
        "description": "Request body of `generate_api_key`.",
        "type": "object",
        "required": [
          "keyname",
          "scope"
        ],
        "properties": {
          "apikey": {
            "description": "An existing key to delete in the same request.",
            "type": "string",
            "format": "password"
          },
          "expirationInDays": {
            "description": "Lifetime of the key, in days.",
            "type": "integer"
          },
          "expirationInMonths": {
            "description": "Lifetime of the key, in months. The effect of both lifetimes together is undocumented.",
            "type": "integer"
          },
          "keyname": {
            "description": "Name of the new key, chosen by the caller.",
            "type": "string"
          },
          "otp": {
            "description": "Code from the authenticator app, if a second factor is set up.",
            "type": "string",
            "format": "password"
          },
          "scope": {
            "description": "Scope of the key.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ApiKeyScope"
              }
            ]
          }
        }
      },
      "ApiKeyResponse": {
        "description": "Response body of `generate_api_key` and `invalidate_api_key`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The key.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ApiKeySecret"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "ApiKeyScope": {
        "description": "The scope of an API key: M for everything, G for reads only, W also for withdrawals, N for everything except withdrawals.",
        "type": "string",
        "x-partna-values": [
          "M",
          "G",
          "W",
          "N"
        ],
        "x-partna-rust": "ApiKeyScope",
        "x-partna-names": {
          "M": "Master",
          "G": "GetOnly",
          "W": "Withdrawal",
          "N": "NoWithdrawal"
        }
      },
      "ApiKeyScopesResponse": {
        "description": "Response body of `list_api_key_scopes`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "Letters of the scopes, keyed by scope name.",
            "type": "object",
            "additionalProperties": {
              "$ref": "#/components/schemas/ApiKeyScope"
            }
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "ApiKeySecret": {
        "description": "A full API key. The API shows it only once.",
        "type": "object",
        "properties": {
          "apikey": {
            "description": "The key, as sent in the header `x-api-key`.",
            "type": "string",
            "format": "password"
          }
        }
      },
      "ApiKeysResponse": {
        "description": "Response body of `list_api_keys`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The keys.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ApiKeyList"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "AssetCurrency": {
        "description": "Currencies by which supported assets can be filtered.",
        "type": "string",
        "enum": [
          "BTC",
          "ETH",
          "USDC",
          "USDT",
          "CUSD",
          "BNB",
          "NGN",
          "GHS",
          "KES"
        ],
        "x-partna-rust": "Currency"
      },
      "Balance": {
        "description": "The balance in one currency.",
        "type": "object",
        "properties": {
          "availableBalance": {
            "description": "Available balance, in major units of the currency.",
            "type": "number",
            "format": "decimal"
          },
          "pendingDebit": {
            "description": "Amount reserved for debits in progress, in major currency units.",
            "type": "number",
            "format": "decimal"
          }
        },
        "additionalProperties": true
      },
      "Balances": {
        "description": "The balances of a merchant and of its customers.",
        "type": "object",
        "properties": {
          "customer": {
            "description": "Total balances of all customers, keyed by currency.",
            "type": "object",
            "additionalProperties": {
              "$ref": "#/components/schemas/Balance"
            }
          },
          "merchant": {
            "description": "Balances of the merchant, keyed by currency.",
            "type": "object",
            "additionalProperties": {
              "$ref": "#/components/schemas/Balance"
            }
          }
        }
      },
      "BalancesResponse": {
        "description": "Response body of `get_balances`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The balances.",
            "allOf": [
              {
                "$ref": "#/components/schemas/Balances"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "Bank": {
        "description": "A bank that can receive payments.",
        "type": "object",
        "properties": {
          "code": {
            "description": "Bank code: 2 to 6 digits, kept as text because leading zeros are significant. Empty for one of staging's test banks.",
            "type": "string"
          },
          "name": {
            "description": "Name of the bank.",
            "type": "string"
          }
        }
      },
      "BankAccount": {
        "description": "A virtual bank account that receives payments for a customer.",
        "type": "object",
        "properties": {
          "account_name": {
            "description": "Name of the account holder, as the bank shows it.",
            "type": "string"
          },
          "account_number": {
            "description": "Account number. Keep it as text, because leading zeros are significant.",
            "type": "string"
          },
          "bank_code": {
            "description": "Bank code, from `list_banks`.",
            "type": "string"
          },
          "bank_name": {
            "description": "Name of the bank.",
            "type": "string"
          },
          "currency": {
            "description": "Currency of the account.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseCurrency"
              }
            ]
          },
          "status": {
            "description": "Status of the account.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseBankAccountStatus"
              }
            ]
          }
        },
        "additionalProperties": true
      },
      "BankAccountCurrency": {
        "description": "Currencies in which a customer's bank account can be opened.",
        "type": "string",
        "enum": [
          "NGN",
          "KES"
        ],
        "x-partna-rust": "Currency"
      },
      "BankAccountRequest": {
        "description": "Request body of `create_bank_account`.",
        "type": "object",
        "required": [
          "accountName",
          "currency"
        ],
        "properties": {
          "accountName": {
            "description": "Name of the Partna account: 2 to 40 lower-case letters and digits.",
            "type": "string"
          },
          "currency": {
            "description": "Currency of the bank account.",
            "allOf": [
              {
                "$ref": "#/components/schemas/BankAccountCurrency"
              }
            ]
          },
          "preferredAccountName": {
            "description": "Preferred name of the account holder for the bank to show, if the bank permits one.",
            "type": "string"
          }
        }
      },
      "BankAccountsResponse": {
        "description": "Response body of `create_bank_account`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The opened bank accounts.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/BankAccount"
            }
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "BankCurrency": {
        "description": "Currencies whose banks can be listed and whose bank accounts can be resolved.",
        "type": "string",
        "enum": [
          "NGN",
          "GHS",
          "KES"
        ],
        "x-partna-rust": "Currency"
      },
      "BanksResponse": {
        "description": "Response body of `list_banks`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The banks.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Bank"
            }
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "BreakdownNetwork": {
        "description": "Blockchains and fiat rails that a breakdown accepts for the pay-in. `base` is missing only from this list.",
        "type": "string",
        "enum": [
          "avalanche",
          "binance",
          "bitcoin",
          "celo",
          "ethereum",
          "polygon",
          "tron",
          "solana",
          "naira",
          "mobileMoney",
          "mpesa",
          "kenyanshilling"
        ],
        "x-partna-rust": "Network",
        "x-partna-names": {
          "kenyanshilling": "KenyanShilling"
        }
      },
      "CollectionCurrency": {
        "description": "Currencies in which a mobile-money deposit must be initiated.",
        "type": "string",
        "enum": [
          "GHS",
          "KES"
        ],
        "x-partna-rust": "Currency"
      },
      "CollectionMobileNetwork": {
        "description": "Mobile carriers that support the collection of deposits.",
        "type": "string",
        "enum": [
          "MTN",
          "TELECEL"
        ],
        "x-partna-rust": "MobileNetwork"
      },
      "CollectionRequest": {
        "description": "Request body of `initiate_transfer`.",
        "type": "object",
        "required": [
          "currency"
        ],
        "properties": {
          "accountName": {
            "description": "Name of the Partna account: 2 to 40 lower-case letters and digits.",
            "type": "string"
          },
          "amount": {
            "description": "Amount to collect, in major units of `currency`.",
            "type": "number",
            "format": "decimal"
          },
          "currency": {
            "description": "Currency to collect.",
            "allOf": [
              {
                "$ref": "#/components/schemas/CollectionCurrency"
              }
            ]
          },
          "mobileNetwork": {
            "description": "Mobile carrier of the payer.",
            "allOf": [
              {
                "$ref": "#/components/schemas/CollectionMobileNetwork"
              }
            ]
          },
          "mobileNumber": {
            "description": "Mobile-money number of the payer.",
            "type": "string"
          },
          "transactionReference": {
            "description": "Reference chosen by the caller: hexadecimal digits, 32 of them in every example.",
            "type": "string"
          }
        }
      },
      "CompleteRegistrationRequest": {
        "description": "Request body of `complete_registration`.",
        "type": "object",
        "properties": {
          "email": {
            "description": "E-mail address.",
            "type": "string"
          },
          "merchantName": {
            "description": "User name of the merchant.",
            "type": "string"
          },
          "otp": {
            "description": "The code that the customer received, 6 digits. Staging accepts 123456.",
            "type": "string",
            "format": "password"
          }
        }
      },
      "Conversion": {
        "description": "A conversion between two ledgers of one account.",
        "type": "object",
        "properties": {
          "accountName": {
            "description": "Name of the Partna account: 2 to 40 lower-case letters and digits.",
            "type": "string"
          },
          "fromAmount": {
            "description": "Sell amount, in major units of `fromCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "fromCurrency": {
            "description": "Currency sold.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseCurrency"
              }
            ]
          },
          "rate": {
            "description": "Rate: units of the bought currency for one unit of the sold currency.",
            "type": "number",
            "format": "decimal"
          },
          "toAmount": {
            "description": "Buy amount, in major units of `toCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "toCurrency": {
            "description": "Currency bought.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseCurrency"
              }
            ]
          },
          "transactionReference": {
            "description": "Reference chosen by the caller: hexadecimal digits, 32 of them in every example.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "ConversionCurrency": {
        "description": "Ledger currencies that can be converted into one another. Dollar stablecoins are held as USD.",
        "type": "string",
        "enum": [
          "BTC",
          "ETH",
          "USD",
          "BNB",
          "NGN",
          "KES"
        ],
        "x-partna-rust": "Currency"
      },
      "ConversionRequest": {
        "description": "Request body of `convert_currency`. Set the amount in one of the two currencies, and the rate key of the currency pair.",
        "type": "object",
        "required": [
          "rateKey"
        ],
        "properties": {
          "accountName": {
            "description": "Name of the Partna account: 2 to 40 lower-case letters and digits.",
            "type": "string"
          },
          "fromAmount": {
            "description": "Sell amount, in major units of `fromCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "fromCurrency": {
            "description": "Currency to sell.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ConversionCurrency"
              }
            ]
          },
          "rateKey": {
            "description": "Rate key that fixes the rate, from `get_rate`.",
            "type": "string"
          },
          "toAmount": {
            "description": "Buy amount, in major units of `toCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "toCurrency": {
            "description": "Currency to buy.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ConversionCurrency"
              }
            ]
          },
          "transactionReference": {
            "description": "Reference chosen by the caller: hexadecimal digits, 32 of them in every example.",
            "type": "string"
          }
        }
      },
      "ConversionResponse": {
        "description": "Response body of `convert_currency`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The conversion.",
            "allOf": [
              {
                "$ref": "#/components/schemas/Conversion"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "CryptoPaymentSource": {
        "description": "The destination of crypto deposits: `known` is a wallet that the user specifies, `unknown` an address that the service creates.",
        "type": "string",
        "enum": [
          "known",
          "unknown"
        ],
        "x-partna-rust": "CryptoPaymentSource"
      },
      "CurrenciesOfNetwork": {
        "description": "The assets of one network, keyed by currency.",
        "type": "object",
        "additionalProperties": {
          "$ref": "#/components/schemas/SupportedAsset"
        }
      },
      "CustomerBank": {
        "description": "A customer's bank or mobile-money account in one country. The available fields depend on the country.",
        "type": "object",
        "properties": {
          "mobile_network": {
            "description": "Mobile carrier; empty for a bank account.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseMobileNetwork"
              }
            ]
          },
          "shortcode": {
            "description": "Mobile-money number; empty for a bank account.",
            "type": "string"
          },
          "status": {
            "description": "Status of the account.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseBankAccountStatus"
              }
            ]
          },
          "account_name": {
            "description": "Name of the account holder, as the bank shows it.",
            "type": "string"
          },
          "account_number": {
            "description": "Account number. Keep it as text, because leading zeros are significant.",
            "type": "string"
          },
          "bank_code": {
            "description": "Bank code, from `list_banks`.",
            "type": "string"
          },
          "bank_name": {
            "description": "Name of the bank.",
            "type": "string"
          },
          "currency": {
            "description": "Currency of the account.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseCurrency"
              }
            ]
          }
        },
        "additionalProperties": true
      },
      "DepositAddress": {
        "description": "A destination for deposits into a ledger.",
        "type": "object",
        "properties": {
          "id": {
            "description": "Address on the blockchain; empty for fiat ledgers without an address.",
            "type": "string"
          },
          "type": {
            "description": "Type of the address.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseAssetType"
              }
            ]
          }
        },
        "additionalProperties": true
      },
      "Discount": {
        "description": "One tier of the volume discount on offramps from USD to NGN.",
        "type": "object",
        "properties": {
          "discount": {
            "description": "The discount, as text with a percent sign.",
            "type": "string"
          },
          "minimumAssetValueInUSD": {
            "description": "Minimum transaction value of the tier, in US dollars, as text.",
            "type": "string"
          }
        }
      },
      "DiscountsResponse": {
        "description": "Response body of `list_discounts`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The tiers.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Discount"
            }
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "ExpireAction": {
        "description": "The action for a ramp whose rate key has expired when the money arrives.",
        "type": "string",
        "enum": [
          "useCurrentRate",
          "deposit"
        ],
        "x-partna-rust": "ExpireAction"
      },
      "FeeCurrency": {
        "description": "Currencies in which a merchant fee can be set.",
        "type": "string",
        "enum": [
          "USD"
        ],
        "x-partna-rust": "Currency"
      },
      "FeeSettings": {
        "description": "The fee that a merchant charges its customers.",
        "type": "object",
        "properties": {
          "feeAccount": {
            "description": "Account that receives the fee.",
            "type": "string"
          },
          "feeAmount": {
            "description": "Fee, in major units of `feeCurrency` if it is a fixed amount. It is undocumented whether a percentage of 2 % is written 2 or 0.02.",
            "type": "number",
            "format": "decimal"
          },
          "feeCap": {
            "description": "Maximum fee if the fee is a percentage, in major units of `feeCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "feeCurrency": {
            "description": "Currency of the fee.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseCurrency"
              }
            ]
          },
          "feeType": {
            "description": "Type of the fee: an amount or a percentage.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseFeeType"
              }
            ]
          }
        }
      },
      "FeeType": {
        "description": "The type of a merchant fee: an amount or a percentage.",
        "type": "string",
        "enum": [
          "fixed",
          "percentage"
        ],
        "x-partna-rust": "FeeType"
      },
      "FiatEvent": {
        "description": "A provider event that a simulated fiat deposit can represent.",
        "type": "string",
        "enum": [
          "transfer.success"
        ],
        "x-partna-rust": "FiatEvent"
      },
      "Gender": {
        "description": "Gender as recorded on an identity document.",
        "type": "string",
        "enum": [
          "Male",
          "Female"
        ],
        "x-partna-rust": "Gender"
      },
      "InvalidateApiKeyRequest": {
        "description": "Request body of `invalidate_api_key`.",
        "type": "object",
        "required": [
          "apikey"
        ],
        "properties": {
          "apikey": {
            "description": "The full key to invalidate.",
            "type": "string",
            "format": "password"
          }
        }
      },
      "KycCurrency": {
        "description": "The currency that selects the country of a KYC operation: KES for Kenya, NGN for Nigeria.",
        "type": "string",
        "enum": [
          "KES",
          "NGN"
        ],
        "x-partna-rust": "Currency"
      },
      "KycDispatch": {
        "description": "The delivery of the code or the request for payment of a KYC verification.",
        "type": "object",
        "properties": {
          "attempts": {
            "description": "Number of attempts so far.",
            "type": "integer"
          },
          "expectedPayment": {
            "description": "Amount to pay, for the method `bankdetails`.",
            "type": "string"
          },
          "maskedPhoneNumber": {
            "description": "Destination of the code, partly masked.",
            "type": "string"
          },
          "otp": {
            "description": "The code itself, observed only on staging.",
            "type": "string",
            "format": "password"
          },
          "partnaBankDetails": {
            "description": "Bank account to pay into, for the method `bankdetails`.",
            "type": "string"
          },
          "subscriptionId": {
            "description": "Identifier of the verification in progress.",
            "type": "string"
          }
        }
      },
      "KycDispatchResponse": {
        "description": "Response body of `set_kyc_verification_method` and `send_kyc_otp`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "Details of the delivery. Observed on staging; the vendor documents only a message.",
            "allOf": [
              {
                "$ref": "#/components/schemas/KycDispatch"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result; it may require confirmation of the phone number first.",
            "type": "string"
          }
        }
      },
      "KycDocument": {
        "description": "An identity document that the API accepts when a merchant submits KYC data.",
        "type": "string",
        "enum": [
          "BVN"
        ],
        "x-partna-rust": "KycDocument"
      },
      "KycMethodRequest": {
        "description": "Request body of `set_kyc_verification_method` and of the older operation `send_kyc_otp`.",
        "type": "object",
        "required": [
          "accountName",
          "verificationMethod"
        ],
        "properties": {
          "accountName": {
            "description": "Name of the Partna account: 2 to 40 lower-case letters and digits.",
            "type": "string"
          },
          "accountNumber": {
            "description": "Bank account number, for the method `bankdetails`.",
            "type": "string"
          },
          "bankCode": {
            "description": "Bank code of that account, for the method `bankdetails`.",
            "type": "string"
          },
          "currency": {
            "description": "Currency that selects the country of the KYC in progress.",
            "allOf": [
              {
                "$ref": "#/components/schemas/KycCurrency"
              }
            ]
          },
          "verificationMethod": {
            "description": "One of the methods from the response of `start_kyc`.",
            "allOf": [
              {
                "$ref": "#/components/schemas/KycVerificationMethod"
              }
            ]
          }
        }
      },
      "KycMethods": {
        "description": "The verification methods available to a customer.",
        "type": "object",
        "properties": {
          "methods": {
            "description": "Methods to choose from. Send the chosen method with `set_kyc_verification_method`.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/VerificationOption"
            }
          }
        }
      },
      "KycMethodsResponse": {
        "description": "Response body of `start_kyc`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The available verification methods.",
            "allOf": [
              {
                "$ref": "#/components/schemas/KycMethods"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "KycOtpRequest": {
        "description": "Request body of `confirm_kyc_otp`.",
        "type": "object",
        "required": [
          "accountName",
          "otp"
        ],
        "properties": {
          "accountName": {
            "description": "Name of the Partna account: 2 to 40 lower-case letters and digits.",
            "type": "string"
          },
          "currency": {
            "description": "Currency that selects the country of the KYC to confirm. Optional in the vendor's document; every known client sends it.",
            "allOf": [
              {
                "$ref": "#/components/schemas/KycCurrency"
              }
            ]
          },
          "otp": {
            "description": "The code that the customer received, 6 digits. Staging accepts 123456.",
            "type": "string",
            "format": "password"
          }
        }
      },
      "KycPhoneRequest": {
        "description": "Request body of `confirm_kyc_phone`.",
        "type": "object",
        "required": [
          "accountName",
          "phone"
        ],
        "properties": {
          "accountName": {
            "description": "Name of the Partna account: 2 to 40 lower-case letters and digits.",
            "type": "string"
          },
          "phone": {
            "description": "Phone number of the BVN record in local form: 11 digits, starting with 0. Staging has 08030013843.",
            "type": "string"
          }
        }
      },
      "KycRecord": {
        "description": "The KYC data of a customer in one country. The available fields depend on the country.",
        "type": "object",
        "properties": {
          "mobile_network": {
            "description": "Mobile carrier of the number in `shortcode`.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseMobileNetwork"
              }
            ]
          },
          "shortcode": {
            "description": "Kenyan phone number that was verified.",
            "type": "string"
          },
          "status": {
            "description": "Status of the record.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseKycStatus"
              }
            ]
          },
          "address_line_1": {
            "description": "First line of the address.",
            "type": "string"
          },
          "address_line_2": {
            "description": "Second line of the address.",
            "type": "string"
          },
          "dob": {
            "description": "Date of birth, YYYY-MM-DD.",
            "type": "string"
          },
          "first_name": {
            "description": "Given name.",
            "type": "string"
          },
          "last_name": {
            "description": "Family name.",
            "type": "string"
          },
          "lga_of_residence": {
            "description": "Local government area, in Nigeria.",
            "type": "string"
          },
          "middle_name": {
            "description": "Middle name.",
            "type": "string"
          },
          "state_of_residence": {
            "description": "State, in Nigeria.",
            "type": "string"
          }
        }
      },
      "KycRequest": {
        "description": "Request body of `start_kyc`. Nigeria requires `bvn`; Kenya requires `kesMobileNetwork` and `kesShortcode`.",
        "type": "object",
        "required": [
          "accountName"
        ],
        "properties": {
          "accountName": {
            "description": "Name of the Partna account: 2 to 40 lower-case letters and digits.",
            "type": "string"
          },
          "bvn": {
            "description": "Bank verification number of 11 digits, for Nigeria. Staging accepts any 11 digits.",
            "type": "string",
            "format": "password"
          },
          "kesMobileNetwork": {
            "description": "Mobile carrier, for Kenya: the name of the carrier, not of its payment product.",
            "type": "string"
          },
          "kesShortcode": {
            "description": "Kenyan phone number of 10 digits, starting with 07.",
            "type": "string"
          }
        }
      },
      "KycVerificationMethod": {
        "description": "Methods by which a customer proves ownership of a BVN or a phone number.",
        "type": "string",
        "enum": [
          "sendotp",
          "receiveotp",
          "bankdetails",
          "phone",
          "phone_1",
          "email"
        ],
        "x-partna-rust": "VerificationMethod",
        "x-partna-names": {
          "sendotp": "SendOtp",
          "receiveotp": "ReceiveOtp",
          "bankdetails": "BankDetails"
        }
      },
      "LedgerBalance": {
        "description": "One currency of an account: its balance and its deposit addresses.",
        "type": "object",
        "properties": {
          "accountName": {
            "description": "Name of the Partna account: 2 to 40 lower-case letters and digits.",
            "type": "string"
          },
          "asset": {
            "description": "Deposit addresses. For USD the position is significant: 0 is EVM and Celo, 1 Tron, 2 Solana (`assetIndex` of a supported asset).",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DepositAddress"
            }
          },
          "balance": {
            "description": "Balance of the ledger, in major units of its currency.",
            "type": "number",
            "format": "decimal"
          },
          "pendingDebit": {
            "description": "Amount reserved for debits in progress, in major currency units.",
            "type": "number",
            "format": "decimal"
          }
        },
        "additionalProperties": true
      },
      "MerchantKycRequest": {
        "description": "Request body of `complete_kyc`.",
        "type": "object",
        "required": [
          "accountName",
          "dob",
          "documentId",
          "email",
          "firstName",
          "gender",
          "kycDocument",
          "lastName",
          "middleName",
          "phoneNumber"
        ],
        "properties": {
          "accountName": {
            "description": "Name of the Partna account: 2 to 40 lower-case letters and digits.",
            "type": "string"
          },
          "dob": {
            "description": "Date of birth, YYYY-MM-DD.",
            "type": "string"
          },
          "documentId": {
            "description": "Number of the identity document.",
            "type": "string",
            "format": "password"
          },
          "email": {
            "description": "E-mail address.",
            "type": "string"
          },
          "firstName": {
            "description": "Given name.",
            "type": "string"
          },
          "gender": {
            "description": "Gender as recorded on the document.",
            "allOf": [
              {
                "$ref": "#/components/schemas/Gender"
              }
            ]
          },
          "kycDocument": {
            "description": "Type of the document.",
            "allOf": [
              {
                "$ref": "#/components/schemas/KycDocument"
              }
            ]
          },
          "lastName": {
            "description": "Family name.",
            "type": "string"
          },
          "middleName": {
            "description": "Middle name.",
            "type": "string"
          },
          "phoneNumber": {
            "description": "Phone number.",
            "type": "string"
          }
        }
      },
      "MessageResponse": {
        "description": "A response that contains no data, only a message.",
        "type": "object",
        "properties": {
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "MfaConfirmationRequest": {
        "description": "Request body of `confirm_mfa`.",
        "type": "object",
        "properties": {
          "token": {
            "description": "Code of 6 digits from the authenticator app. Optional in the vendor's document, although the body has no other field.",
            "type": "string",
            "format": "password"
          }
        }
      },
      "MfaDisableRequest": {
        "description": "Request body of `disable_mfa`.",
        "type": "object",
        "properties": {
          "accountName": {
            "description": "Name of the Partna account: 2 to 40 lower-case letters and digits.",
            "type": "string"
          },
          "token": {
            "description": "Code of 6 digits from the authenticator app. Callers with an API key do not have one.",
            "type": "string",
            "format": "password"
          }
        }
      },
      "MfaEnrollment": {
        "description": "The secrets of a new second factor. The API shows them only once.",
        "type": "object",
        "properties": {
          "qrCode": {
            "description": "QR code of the secret to scan, as a data URI.",
            "type": "string",
            "format": "password"
          },
          "recoveryPhrases": {
            "description": "Codes that replace a lost device.",
            "type": "array",
            "items": {
              "type": "string",
              "format": "password"
            }
          },
          "secret": {
            "description": "Shared secret in base32, to type in.",
            "type": "string",
            "format": "password"
          }
        }
      },
      "MfaEnrollmentResponse": {
        "description": "Response body of `enroll_mfa`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The data that the authenticator app needs.",
            "allOf": [
              {
                "$ref": "#/components/schemas/MfaEnrollment"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "MfaStatus": {
        "description": "The status of a second factor.",
        "type": "object",
        "properties": {
          "enrolled": {
            "description": "Whether a second factor is set up.",
            "type": "boolean"
          }
        }
      },
      "MfaStatusResponse": {
        "description": "Response body of `get_mfa_status`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The status of the second factor.",
            "allOf": [
              {
                "$ref": "#/components/schemas/MfaStatus"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "MobileNetwork": {
        "description": "A mobile carrier in Kenya.",
        "type": "string",
        "enum": [
          "Safaricom",
          "Airtel"
        ],
        "x-partna-rust": "MobileNetwork"
      },
      "MockDepositCurrency": {
        "description": "Currencies of a simulated deposit.",
        "type": "string",
        "enum": [
          "BNB",
          "BTC",
          "ETH",
          "USDC",
          "USDT",
          "CUSD",
          "NGN",
          "KES"
        ],
        "x-partna-rust": "Currency"
      },
      "MockDepositNetwork": {
        "description": "Blockchains and fiat rails of a simulated deposit.",
        "type": "string",
        "enum": [
          "avalanche",
          "base",
          "binance",
          "bitcoin",
          "celo",
          "ethereum",
          "polygon",
          "tron",
          "solana",
          "naira",
          "kenyanshilling"
        ],
        "x-partna-rust": "Network",
        "x-partna-names": {
          "kenyanshilling": "KenyanShilling"
        }
      },
      "MockDepositRequest": {
        "description": "Request body of `create_mock_deposit`. The required fields depend on the currency.",
        "type": "object",
        "properties": {
          "accountName": {
            "description": "Name of the Partna account: 2 to 40 lower-case letters and digits.",
            "type": "string"
          },
          "amount": {
            "description": "Amount of the deposit, in major units of `currency`.",
            "type": "number",
            "format": "decimal"
          },
          "confirmations": {
            "description": "Number of confirmations on the simulated blockchain.",
            "type": "integer"
          },
          "currency": {
            "description": "Currency of the deposit.",
            "allOf": [
              {
                "$ref": "#/components/schemas/MockDepositCurrency"
              }
            ]
          },
          "fiatEvent": {
            "description": "Event of the bank, for fiat.",
            "allOf": [
              {
                "$ref": "#/components/schemas/FiatEvent"
              }
            ]
          },
          "fromAddress": {
            "description": "Address that sends the deposit.",
            "type": "string"
          },
          "isRamp": {
            "description": "Whether the deposit pays for a ramp.",
            "type": "boolean"
          },
          "network": {
            "description": "Blockchain or rail of the deposit.",
            "allOf": [
              {
                "$ref": "#/components/schemas/MockDepositNetwork"
              }
            ]
          },
          "reference": {
            "description": "Reference of the deposit.",
            "type": "string"
          },
          "sourceAccount": {
            "description": "Bank account that sends the deposit, for fiat.",
            "type": "string"
          },
          "transactionID": {
            "description": "Identifier of the transaction at the provider.",
            "type": "string"
          },
          "txHash": {
            "description": "Hash of the transaction on the blockchain.",
            "type": "string"
          },
          "username": {
            "description": "Merchant whose account receives the deposit.",
            "type": "string"
          }
        }
      },
      "MockFiatCurrency": {
        "description": "Currencies of a simulated bank deposit.",
        "type": "string",
        "enum": [
          "NGN"
        ],
        "x-partna-rust": "Currency"
      },
      "MockFiatDepositRequest": {
        "description": "Request body of `create_mock_fiat_deposit`.",
        "type": "object",
        "required": [
          "accountName",
          "amount",
          "currency"
        ],
        "properties": {
          "accountName": {
            "description": "Name of the account that receives the deposit. Use the name of the account, not the placeholder that staging shows in ramps.",
            "type": "string"
          },
          "amount": {
            "description": "Amount of the deposit, in naira.",
            "type": "number",
            "format": "decimal"
          },
          "currency": {
            "description": "Currency of the deposit.",
            "allOf": [
              {
                "$ref": "#/components/schemas/MockFiatCurrency"
              }
            ]
          },
          "username": {
            "description": "Merchant whose account receives the deposit.",
            "type": "string"
          }
        }
      },
      "MyProfile": {
        "description": "The person behind the calling merchant.",
        "type": "object",
        "properties": {
          "createdAt": {
            "description": "Time of creation, in Unix seconds.",
            "type": "integer",
            "format": "unix-seconds"
          },
          "dob": {
            "description": "Date of birth, YYYY-MM-DD.",
            "type": "string"
          },
          "firstName": {
            "description": "Given name.",
            "type": "string"
          },
          "lastName": {
            "description": "Family name.",
            "type": "string"
          },
          "middleName": {
            "description": "Middle name.",
            "type": "string"
          },
          "phoneNumber": {
            "description": "Phone number.",
            "type": "string"
          }
        }
      },
      "MyProfileResponse": {
        "description": "Response body of `get_my_profile`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The profile.",
            "allOf": [
              {
                "$ref": "#/components/schemas/MyProfile"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "NetworksOfCurrency": {
        "description": "The assets of one currency, keyed by network.",
        "type": "object",
        "additionalProperties": {
          "$ref": "#/components/schemas/SupportedAsset"
        }
      },
      "NewAccountName": {
        "description": "Name for a new account: 2 to 40 lower-case letters and digits.",
        "type": "string",
        "pattern": "^[a-z0-9]{2,40}$"
      },
      "PaymentNetwork": {
        "description": "A mobile-money rail in Kenya.",
        "type": "string",
        "enum": [
          "MOBILE",
          "BUY_GOODS",
          "PAYBILL"
        ],
        "x-partna-rust": "PaymentNetwork"
      },
      "PendingPricing": {
        "description": "Fees of a merchant that have not been charged yet.",
        "type": "object",
        "properties": {
          "amount": {
            "description": "Amount of the fees, in major units of an undocumented currency.",
            "type": "number",
            "format": "decimal"
          },
          "username": {
            "description": "User name of the merchant.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "PendingPricingResponse": {
        "description": "Response body of `get_pending_pricing`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The fees.",
            "allOf": [
              {
                "$ref": "#/components/schemas/PendingPricing"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "PermissionSet": {
        "description": "A named set of permissions.",
        "type": "object",
        "properties": {
          "description": {
            "description": "Purpose of the permission set.",
            "type": "string"
          },
          "name": {
            "description": "Name of the permission set.",
            "type": "string"
          },
          "permissions": {
            "description": "Permissions in the set.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AdminRole"
            }
          }
        }
      },
      "PermissionsResponse": {
        "description": "Response body of `list_permissions`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The permission sets that can be granted.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PermissionSet"
            }
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "PhoneConfirmationResponse": {
        "description": "Response body of `confirm_phone`.",
        "type": "object",
        "properties": {
          "messagge": {
            "description": "Message from the API that describes the result. The field is spelled with a double g on the wire.",
            "type": "string"
          }
        }
      },
      "PhoneCountry": {
        "description": "ISO 3166-1 alpha-2 countries in which phone numbers can be verified.",
        "type": "string",
        "enum": [
          "KE",
          "NG"
        ],
        "x-partna-rust": "Country"
      },
      "PhoneList": {
        "description": "Verified phone numbers.",
        "type": "object",
        "properties": {
          "validPhoneRecords": {
            "description": "The numbers, each with the `phoneID` that a ramp in KES requires.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PhoneRecord"
            }
          }
        }
      },
      "PhoneOtpRequest": {
        "description": "Request body of `confirm_phone`.",
        "type": "object",
        "required": [
          "otp",
          "phoneID"
        ],
        "properties": {
          "otp": {
            "description": "The code that the customer received, 6 digits. Staging accepts 123456.",
            "type": "string",
            "format": "password"
          },
          "phoneID": {
            "description": "Identifier of the phone number, 32 hexadecimal digits.",
            "type": "string"
          }
        }
      },
      "PhoneRecord": {
        "description": "A verified phone number.",
        "type": "object",
        "properties": {
          "country": {
            "description": "Country of the number.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseCountry"
              }
            ]
          },
          "mobileNetwork": {
            "description": "Mobile carrier of the number.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseMobileNetwork"
              }
            ]
          },
          "phoneID": {
            "description": "Identifier of the phone number, 32 hexadecimal digits.",
            "type": "string"
          },
          "phoneNumber": {
            "description": "Phone number.",
            "type": "string"
          }
        }
      },
      "PhoneRegistration": {
        "description": "A phone number whose verification is pending.",
        "type": "object",
        "properties": {
          "maskedPhoneNumber": {
            "description": "Phone number, partly masked.",
            "type": "string"
          },
          "methods": {
            "description": "Available verification methods.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/VerificationOption"
            }
          },
          "phoneID": {
            "description": "Identifier of the phone number, 32 hexadecimal digits.",
            "type": "string"
          }
        }
      },
      "PhoneRegistrationResponse": {
        "description": "Response body of `register_phone`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The registered number.",
            "allOf": [
              {
                "$ref": "#/components/schemas/PhoneRegistration"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "PhoneRequest": {
        "description": "Request body of `register_phone`.",
        "type": "object",
        "required": [
          "accountName",
          "country",
          "mobileNetwork",
          "phoneNumber"
        ],
        "properties": {
          "accountName": {
            "description": "Name of the Partna account: 2 to 40 lower-case letters and digits.",
            "type": "string"
          },
          "country": {
            "description": "Country of the number.",
            "allOf": [
              {
                "$ref": "#/components/schemas/PhoneCountry"
              }
            ]
          },
          "mobileNetwork": {
            "description": "Mobile carrier of the number.",
            "type": "string"
          },
          "phoneNumber": {
            "description": "Phone number.",
            "type": "string"
          }
        }
      },
      "PhoneVerification": {
        "description": "A verification of a phone number in progress.",
        "type": "object",
        "properties": {
          "maskedPhoneNumber": {
            "description": "Phone number, partly masked.",
            "type": "string"
          },
          "phoneID": {
            "description": "Identifier of the phone number, 32 hexadecimal digits.",
            "type": "string"
          }
        }
      },
      "PhoneVerificationMethod": {
        "description": "The methods to verify a phone number: the API sends the code, or the customer sends it.",
        "type": "string",
        "enum": [
          "sendotp",
          "receiveotp"
        ],
        "x-partna-rust": "VerificationMethod",
        "x-partna-names": {
          "sendotp": "SendOtp",
          "receiveotp": "ReceiveOtp"
        }
      },
      "PhoneVerificationRequest": {
        "description": "Request body of `verify_phone`.",
        "type": "object",
        "required": [
          "phoneID",
          "verificationMethod"
        ],
        "properties": {
          "phoneID": {
            "description": "Identifier of the phone number, 32 hexadecimal digits.",
            "type": "string"
          },
          "verificationMethod": {
            "description": "Sender of the code.",
            "allOf": [
              {
                "$ref": "#/components/schemas/PhoneVerificationMethod"
              }
            ]
          }
        }
      },
      "PhoneVerificationResponse": {
        "description": "Response body of `verify_phone`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The verification in progress.",
            "allOf": [
              {
                "$ref": "#/components/schemas/PhoneVerification"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "PhonesResponse": {
        "description": "Response body of `list_phones`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The numbers found.",
            "allOf": [
              {
                "$ref": "#/components/schemas/PhoneList"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "PreorderReceipt": {
        "description": "The reference of a preordered conversion.",
        "type": "object",
        "properties": {
          "transactionReference": {
            "description": "Reference chosen by the caller: hexadecimal digits, 32 of them in every example.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "PreorderRequest": {
        "description": "Request body of `preorder_conversion`.",
        "type": "object",
        "required": [
          "rateKey"
        ],
        "properties": {
          "accountName": {
            "description": "Name of the Partna account: 2 to 40 lower-case letters and digits.",
            "type": "string"
          },
          "fromAmount": {
            "description": "Sell amount, in major units of `fromCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "rateKey": {
            "description": "Rate key that fixes the rate, from `get_rate`.",
            "type": "string"
          },
          "transactionReference": {
            "description": "Reference chosen by the caller: hexadecimal digits, 32 of them in every example.",
            "type": "string"
          }
        }
      },
      "PreorderResponse": {
        "description": "Response body of `preorder_conversion`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The reference of the preorder.",
            "allOf": [
              {
                "$ref": "#/components/schemas/PreorderReceipt"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "PricingAction": {
        "description": "The billing step that a pricing trigger starts.",
        "type": "string",
        "enum": [
          "reminder",
          "charge",
          "retry",
          "receipt"
        ],
        "x-partna-rust": "PricingAction"
      },
      "QueryFlag": {
        "description": "A boolean in a query string.",
        "type": "string",
        "enum": [
          "true",
          "false"
        ],
        "x-partna-rust": "bool"
      },
      "Ramp": {
        "description": "A ramp in its current state. Bank fields belong to offramps, `address` to onramps.",
        "type": "object",
        "properties": {
          "address": {
            "description": "Address that an onramp pays out to.",
            "type": "string"
          },
          "bankAccountName": {
            "description": "Holder of the payout account, for an offramp.",
            "type": "string"
          },
          "bankAccountNumber": {
            "description": "Number of the payout account, for an offramp.",
            "type": "string"
          },
          "bankName": {
            "description": "Bank of the payout account.",
            "type": "string"
          },
          "confirmed": {
            "description": "Whether the ramp was confirmed. This has been observed as false on completed ramps: use `status`.",
            "type": "boolean"
          },
          "createdAt": {
            "description": "Time of creation, in Unix seconds.",
            "type": "integer",
            "format": "unix-seconds"
          },
          "expireAction": {
            "description": "Action after the rate key has expired.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseExpireAction"
              }
            ]
          },
          "expiredAt": {
            "description": "Time of expiry of the ramp, in Unix seconds.",
            "type": "integer",
            "format": "unix-seconds"
          },
          "fromAmount": {
            "description": "Sell amount, in major units of `fromCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "fromCurrency": {
            "description": "Currency paid in.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseCurrency"
              }
            ]
          },
          "fromNetwork": {
            "description": "Blockchain or rail of the pay-in.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseNetwork"
              }
            ]
          },
          "initialRate": {
            "description": "Rate at the creation of the ramp: units of `toCurrency` for one unit of `fromCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "processedRate": {
            "description": "Rate at the execution of the ramp: units of `toCurrency` for one unit of `fromCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "rampReference": {
            "description": "Reference chosen by the caller: hexadecimal digits, 32 of them in every example.",
            "type": "string"
          },
          "status": {
            "description": "Status of the ramp.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseRampStatus"
              }
            ]
          },
          "toAmount": {
            "description": "Amount paid out, in major units of `toCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "toCurrency": {
            "description": "Currency paid out.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseCurrency"
              }
            ]
          },
          "toNetwork": {
            "description": "Blockchain or rail of the payout.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseNetwork"
              }
            ]
          },
          "totalFeesInFromCurrency": {
            "description": "Total fees, in major units of `fromCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "totalFeesInToCurrency": {
            "description": "Total fees, in major units of `toCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "type": {
            "description": "Direction of the ramp.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseRampType"
              }
            ]
          }
        },
        "additionalProperties": true
      },
      "RampBreakdown": {
        "description": "The cost of a ramp. The total fees are the sum of the deposit, merchant and withdrawal fees.",
        "type": "object",
        "properties": {
          "DepositFeeCapped": {
            "description": "Whether the deposit fee reached its cap.",
            "type": "boolean"
          },
          "DepositFeeInFromCurrency": {
            "description": "Deposit fee, in major units of the currency paid in.",
            "type": "number",
            "format": "decimal"
          },
          "DepositFeeInToCurrency": {
            "description": "Deposit fee, in major units of the currency paid out.",
            "type": "number",
            "format": "decimal"
          },
          "DepositPercentageApplied": {
            "description": "Deposit fee rate, as a fraction: 0.02 is 2 %.",
            "type": "number",
            "format": "decimal"
          },
          "MerchantFeeCapped": {
            "description": "Whether the merchant fee reached its cap.",
            "type": "boolean"
          },
          "MerchantFeeInFromCurrency": {
            "description": "Merchant fee, in major units of the currency paid in.",
            "type": "number",
            "format": "decimal"
          },
          "MerchantFeeInToCurrency": {
            "description": "Merchant fee, in major units of the currency paid out.",
            "type": "number",
            "format": "decimal"
          },
          "MerchantFeeUSD": {
            "description": "Merchant fee, in US dollars.",
            "type": "number",
            "format": "decimal"
          },
          "MerchantPercentageApplied": {
            "description": "Merchant fee rate, as a fraction: 0.02 is 2 %.",
            "type": "number",
            "format": "decimal"
          },
          "NetAmountInToCurrency": {
            "description": "Amount after fees, in major units of the currency paid out.",
            "type": "number",
            "format": "decimal"
          },
          "Rate": {
            "description": "Rate: units of the currency paid out for one unit of the currency paid in.",
            "type": "number",
            "format": "decimal"
          },
          "TotalAmountInFromCurrency": {
            "description": "Amount before fees, in major units of the currency paid in.",
            "type": "number",
            "format": "decimal"
          },
          "TotalAmountInToCurrency": {
            "description": "Amount before fees, in major units of the currency paid out.",
            "type": "number",
            "format": "decimal"
          },
          "TotalFeesInFromCurrency": {
            "description": "Total fees, in major units of the currency paid in.",
            "type": "number",
            "format": "decimal"
          },
          "TotalFeesInToCurrency": {
            "description": "Total fees, in major units of the currency paid out.",
            "type": "number",
            "format": "decimal"
          },
          "WithdrawalFeeInFromCurrency": {
            "description": "Withdrawal fee, in major units of the currency paid in.",
            "type": "number",
            "format": "decimal"
          },
          "WithdrawalFeeInToCurrency": {
            "description": "Withdrawal fee, in major units of the currency paid out.",
            "type": "number",
            "format": "decimal"
          }
        },
        "additionalProperties": true
      },
      "RampBreakdownRequest": {
        "description": "Request body of `get_ramp_breakdown`. Set the amount in one of the two currencies.",
        "type": "object",
        "required": [
          "fromCurrency",
          "fromNetwork",
          "rateKey",
          "toCurrency",
          "toNetwork"
        ],
        "properties": {
          "accountName": {
            "description": "Name of the Partna account, not of the holder of a bank account.",
            "type": "string"
          },
          "accountNumber": {
            "description": "Account number of the bank account to pay out to.",
            "type": "string"
          },
          "bankCode": {
            "description": "Bank of the payout account.",
            "type": "string"
          },
          "cryptoAddress": {
            "description": "Blockchain address to pay out to.",
            "type": "string"
          },
          "fromAmount": {
            "description": "Amount to pay in, in major units of `fromCurrency`. Set this or `toAmount`.",
            "type": "number",
            "format": "decimal"
          },
          "fromCurrency": {
            "description": "Currency to pay in.",
            "allOf": [
              {
                "$ref": "#/components/schemas/RampCurrency"
              }
            ]
          },
          "fromNetwork": {
            "description": "Blockchain or rail of the pay-in.",
            "allOf": [
              {
                "$ref": "#/components/schemas/BreakdownNetwork"
              }
            ]
          },
          "rateKey": {
            "description": "Rate key that fixes the rate, from `get_rate`.",
            "type": "string"
          },
          "toAmount": {
            "description": "Amount to pay out, in major units of `toCurrency`. Set this or `fromAmount`.",
            "type": "number",
            "format": "decimal"
          },
          "toCurrency": {
            "description": "Currency to pay out.",
            "allOf": [
              {
                "$ref": "#/components/schemas/RampCurrency"
              }
            ]
          },
          "toNetwork": {
            "description": "Blockchain or rail of the payout.",
            "allOf": [
              {
                "$ref": "#/components/schemas/RampNetwork"
              }
            ]
          },
          "type": {
            "description": "Direction of the ramp.",
            "allOf": [
              {
                "$ref": "#/components/schemas/RampType"
              }
            ]
          }
        }
      },
      "RampBreakdownResponse": {
        "description": "Response body of `get_ramp_breakdown`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The itemized fees.",
            "allOf": [
              {
                "$ref": "#/components/schemas/RampBreakdown"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "RampCurrency": {
        "description": "Currencies that a ramp converts from or to.",
        "type": "string",
        "enum": [
          "BTC",
          "ETH",
          "USDC",
          "USDT",
          "CUSD",
          "BNB",
          "NGN",
          "KES"
        ],
        "x-partna-rust": "Currency"
      },
      "RampNetwork": {
        "description": "Blockchains and fiat rails for the pay-in or payout of a ramp.",
        "type": "string",
        "enum": [
          "avalanche",
          "base",
          "binance",
          "bitcoin",
          "celo",
          "ethereum",
          "polygon",
          "tron",
          "solana",
          "naira",
          "mobileMoney",
          "mpesa",
          "kenyanshilling"
        ],
        "x-partna-rust": "Network",
        "x-partna-names": {
          "kenyanshilling": "KenyanShilling"
        }
      },
      "RampOrder": {
        "description": "A newly created ramp: the destination of the customer's payment, and the payout. The deposit address of an offramp is not in the API's document; undeclared fields that the API sends are kept in `extra`.",
        "type": "object",
        "properties": {
          "accountName": {
            "description": "Holder of the bank account to pay into. On staging a placeholder.",
            "type": "string"
          },
          "accountNumber": {
            "description": "Account number of the bank account to pay into, for an onramp.",
            "type": "string"
          },
          "bankName": {
            "description": "Bank of the payout account.",
            "type": "string"
          },
          "currentRate": {
            "description": "Rate: units of `toCurrency` for one unit of `fromCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "discountApplied": {
            "description": "Applied discount, as text.",
            "type": "string"
          },
          "expiryDate": {
            "description": "Time until which the ramp waits for the money, in Unix seconds.",
            "type": "integer",
            "format": "unix-seconds"
          },
          "feeInFromCurrency": {
            "description": "Fee, in major units of `fromCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "feeInToCurrency": {
            "description": "Fee, in major units of `toCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "fromAmount": {
            "description": "Amount to pay in, in major units of `fromCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "fromCurrency": {
            "description": "Currency to pay in.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseCurrency"
              }
            ]
          },
          "fromNetwork": {
            "description": "Blockchain or rail of the pay-in.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseNetwork"
              }
            ]
          },
          "rampReference": {
            "description": "Reference chosen by the caller: hexadecimal digits, 32 of them in every example.",
            "type": "string"
          },
          "toAmount": {
            "description": "Amount that will be paid out, in major units of `toCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "toCurrency": {
            "description": "Currency paid out.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseCurrency"
              }
            ]
          },
          "toNetwork": {
            "description": "Blockchain or rail of the payout.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseNetwork"
              }
            ]
          },
          "totalFeesInFromCurrency": {
            "description": "Total fees, in major units of `fromCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "totalFeesInToCurrency": {
            "description": "Total fees, in major units of `toCurrency`.",
            "type": "number",
            "format": "decimal"
          }
        },
        "additionalProperties": true
      },
      "RampOrderResponse": {
        "description": "Response body of `create_ramp`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The destination of the payment and the expected payout.",
            "allOf": [
              {
                "$ref": "#/components/schemas/RampOrder"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "RampPage": {
        "description": "One page of ramps.",
        "type": "object",
        "properties": {
          "page": {
            "description": "Number of this page, starting at 1.",
            "type": "integer"
          },
          "perPage": {
            "description": "Number of entries per page.",
            "type": "integer"
          },
          "rampRequests": {
            "description": "The ramps of this page.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Ramp"
            }
          },
          "total": {
            "description": "Number of ramps on all pages.",
            "type": "integer"
          }
        }
      },
      "RampRequest": {
        "description": "Request body of `create_ramp`. Set the amount in one of the two currencies; the other required fields depend on the direction and the networks.",
        "type": "object",
        "required": [
          "fromCurrency",
          "fromNetwork",
          "rateKey",
          "toCurrency",
          "toNetwork"
        ],
        "properties": {
          "accountName": {
            "description": "Name of the Partna account that the ramp belongs to, not of the holder of a bank account.",
            "type": "string"
          },
          "accountNumber": {
            "description": "Account number of the bank account to pay out to, for an offramp to NGN.",
            "type": "string"
          },
          "bankCode": {
            "description": "Bank code of that account, from `list_banks`.",
            "type": "string"
          },
          "cancelPendingRampRequest": {
            "description": "Whether to replace a pending ramp; an account can have only one pending ramp. The API's default is false.",
            "type": "boolean"
          },
          "cryptoAddress": {
            "description": "Blockchain address to pay out to, for an onramp.",
            "type": "string"
          },
          "expireAction": {
            "description": "Action after the rate key has expired. The API's default is `useCurrentRate`.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ExpireAction"
              }
            ]
          },
          "fromAmount": {
            "description": "Amount to pay in, in major units of `fromCurrency`. Set this or `toAmount`.",
            "type": "number",
            "format": "decimal"
          },
          "fromCurrency": {
            "description": "Currency to pay in.",
            "allOf": [
              {
                "$ref": "#/components/schemas/RampCurrency"
              }
            ]
          },
          "fromNetwork": {
            "description": "Blockchain or rail of the pay-in.",
            "allOf": [
              {
                "$ref": "#/components/schemas/RampNetwork"
              }
            ]
          },
          "mobileNetwork": {
            "description": "Mobile carrier; required if `toNetwork` is `kenyanshilling`.",
            "allOf": [
              {
                "$ref": "#/components/schemas/MobileNetwork"
              }
            ]
          },
          "paymentNetwork": {
            "description": "Mobile-money rail; required if `toNetwork` is `kenyanshilling`.",
            "allOf": [
              {
                "$ref": "#/components/schemas/PaymentNetwork"
              }
            ]
          },
          "phoneID": {
            "description": "Identifier of the verified phone number that pays in KES, from `list_phones`.",
            "type": "string"
          },
          "rampExpTime": {
            "description": "Time that the ramp waits for the money, in seconds. The API's default is 3600.",
            "type": "integer"
          },
          "rampReference": {
            "description": "Reference chosen by the caller: hexadecimal digits, 32 of them in every example.",
            "type": "string"
          },
          "rateKey": {
            "description": "Rate key that fixes the rate, from `get_rate`.",
            "type": "string"
          },
          "sendingAddress": {
            "description": "Address of the customer, to send from or to receive at.",
            "type": "string"
          },
          "shortcode": {
            "description": "Mobile-money number, till or pay bill; required if `toNetwork` is `kenyanshilling`.",
            "type": "string"
          },
          "toAmount": {
            "description": "Amount to pay out, in major units of `toCurrency`. Set this or `fromAmount`.",
            "type": "number",
            "format": "decimal"
          },
          "toCurrency": {
            "description": "Currency to pay out.",
            "allOf": [
              {
                "$ref": "#/components/schemas/RampCurrency"
              }
            ]
          },
          "toNetwork": {
            "description": "Blockchain or rail of the payout.",
            "allOf": [
              {
                "$ref": "#/components/schemas/RampNetwork"
              }
            ]
          },
          "type": {
            "description": "Direction of the ramp.",
            "allOf": [
              {
                "$ref": "#/components/schemas/RampType"
              }
            ]
          }
        }
      },
      "RampType": {
        "description": "Direction of a ramp: `fiatToCrypto` is an onramp, `cryptoToFiat` an offramp.",
        "type": "string",
        "enum": [
          "fiatToCrypto",
          "cryptoToFiat"
        ],
        "x-partna-rust": "RampType"
      },
      "RampsResponse": {
        "description": "Response body of `list_ramps`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "One page of ramps.",
            "allOf": [
              {
                "$ref": "#/components/schemas/RampPage"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "Rate": {
        "description": "The price of one currency in another, with the rate key that fixes it for a short time.",
        "type": "object",
        "properties": {
          "fromAmount": {
            "description": "Sell amount, in major units of `fromCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "fromCurrency": {
            "description": "Currency sold.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseCurrency"
              }
            ]
          },
          "key": {
            "description": "Rate key, to send as `rateKey`. The number at its end appears to be its expiry in Unix seconds, about 120 seconds in the future.",
            "type": "string"
          },
          "rate": {
            "description": "Rate: units of the bought currency for one unit of the sold currency.",
            "type": "number",
            "format": "decimal"
          },
          "toAmount": {
            "description": "Buy amount, in major units of `toCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "toCurrency": {
            "description": "Currency bought.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseCurrency"
              }
            ]
          }
        },
        "additionalProperties": true
      },
      "RateKeyResponse": {
        "description": "Response body of `verify_rate_key`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The status of the rate key.",
            "allOf": [
              {
                "$ref": "#/components/schemas/RateKeyStatus"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "RateKeyStatus": {
        "description": "The status of a rate key.",
        "type": "object",
        "properties": {
          "isExp": {
            "description": "Whether the rate key has expired.",
            "type": "boolean"
          },
          "isValid": {
            "description": "Whether the rate key can be used.",
            "type": "boolean"
          }
        }
      },
      "RateTable": {
        "description": "Rates by currency pair.",
        "type": "object",
        "properties": {
          "rate": {
            "description": "Rates, keyed `FROM_to_TO`. The response may contain both directions and more currency pairs than requested: look up the exact pair.",
            "type": "object",
            "additionalProperties": {
              "$ref": "#/components/schemas/Rate"
            }
          }
        }
      },
      "RatesResponse": {
        "description": "Response body of `get_rate`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The rates found.",
            "allOf": [
              {
                "$ref": "#/components/schemas/RateTable"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "RegisterAccountRequest": {
        "description": "Request body of `register_account`.",
        "type": "object",
        "properties": {
          "accountName": {
            "description": "Name of the new account, which identifies the account in every other operation.",
            "allOf": [
              {
                "$ref": "#/components/schemas/NewAccountName"
              }
            ]
          },
          "email": {
            "description": "E-mail address.",
            "type": "string"
          },
          "merchantName": {
            "description": "User name of the merchant.",
            "type": "string"
          }
        }
      },
      "RegistrationReceipt": {
        "description": "Proof of a completed registration.",
        "type": "object",
        "properties": {
          "code": {
            "description": "Code issued to the new account.",
            "type": "string",
            "format": "password"
          }
        }
      },
      "RegistrationResponse": {
        "description": "Response body of `complete_registration`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The result of the registration.",
            "allOf": [
              {
                "$ref": "#/components/schemas/RegistrationReceipt"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "RegistrationType": {
        "description": "The registration type of a merchant: whether customers may register their own accounts.",
        "type": "string",
        "enum": [
          "open",
          "closed"
        ],
        "x-partna-rust": "RegistrationType"
      },
      "ResolveBankAccountRequest": {
        "description": "Request body of `resolve_bank_account`.",
        "type": "object",
        "required": [
          "accountNumber",
          "bankCode",
          "currency"
        ],
        "properties": {
          "accountNumber": {
            "description": "Account number to look up.",
            "type": "string"
          },
          "bankCode": {
            "description": "Bank code, from `list_banks`. Also required for KES.",
            "type": "string"
          },
          "currency": {
            "description": "Currency of the account.",
            "allOf": [
              {
                "$ref": "#/components/schemas/BankCurrency"
              }
            ]
          },
          "mobileNetwork": {
            "description": "Mobile carrier, for KES.",
            "type": "string"
          },
          "shortCode": {
            "description": "Mobile-money number, for KES. Only this schema spells it with a capital C.",
            "type": "string"
          }
        }
      },
      "ResolvedBankAccount": {
        "description": "The holder of a bank account.",
        "type": "object",
        "properties": {
          "accountName": {
            "description": "Name of the account holder, according to the bank.",
            "type": "string"
          },
          "accountNumber": {
            "description": "The account number that was looked up.",
            "type": "string"
          }
        }
      },
      "ResolvedBankAccountResponse": {
        "description": "Response body of `resolve_bank_account`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The account found.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResolvedBankAccount"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "ResponseAssetType": {
        "description": "The type of an asset: crypto, or one of three fiat currencies.",
        "type": "string",
        "x-partna-values": [
          "crypto",
          "naira",
          "ghanaiancedis",
          "kenyanshilling"
        ],
        "x-partna-rust": "AssetType",
        "x-partna-names": {
          "ghanaiancedis": "GhanaianCedis",
          "kenyanshilling": "KenyanShilling"
        }
      },
      "ResponseBankAccountStatus": {
        "description": "The status of a bank account; empty for a bank account that is not set up.",
        "type": "string",
        "x-partna-values": [
          "ACTIVE"
        ],
        "x-partna-rust": "BankAccountStatus"
      },
      "ResponseCountry": {
        "description": "An ISO 3166-1 alpha-2 country code.",
        "type": "string",
        "x-partna-values": [
          "KE",
          "NG"
        ],
        "x-partna-rust": "Country"
      },
      "ResponseCryptoPaymentSource": {
        "description": "The destination of crypto deposits, in responses.",
        "type": "string",
        "x-partna-values": [
          "known",
          "unknown"
        ],
        "x-partna-rust": "CryptoPaymentSource"
      },
      "ResponseCurrency": {
        "description": "The code of a currency: fiat money or crypto.",
        "type": "string",
        "x-partna-values": [
          "BNB",
          "BTC",
          "CUSD",
          "ETH",
          "GHS",
          "KES",
          "NGN",
          "USD",
          "USDC",
          "USDJ",
          "USDT"
        ],
        "x-partna-rust": "Currency"
      },
      "ResponseExpireAction": {
        "description": "The action after a rate has expired, in responses.",
        "type": "string",
        "x-partna-values": [
          "useCurrentRate",
          "deposit"
        ],
        "x-partna-rust": "ExpireAction"
      },
      "ResponseFeeType": {
        "description": "The type of a fee, in responses: an amount or a percentage.",
        "type": "string",
        "x-partna-values": [
          "fixed",
          "percentage"
        ],
        "x-partna-rust": "FeeType"
      },
      "ResponseKycStatus": {
        "description": "The status of a KYC record; empty until the record is complete.",
        "type": "string",
        "x-partna-values": [
          "verified"
        ],
        "x-partna-rust": "KycStatus"
      },
      "ResponseMobileNetwork": {
        "description": "A mobile carrier, in responses.",
        "type": "string",
        "x-partna-values": [
          "Safaricom",
          "Airtel",
          "Telkom"
        ],
        "x-partna-rust": "MobileNetwork"
      },
      "ResponseNetwork": {
        "description": "A blockchain or fiat rail that transports money.",
        "type": "string",
        "x-partna-values": [
          "bitcoin",
          "celo",
          "ethereum",
          "ghanaiancedis",
          "kenyanshilling",
          "naira",
          "solana",
          "tron"
        ],
        "x-partna-rust": "Network",
        "x-partna-names": {
          "ghanaiancedis": "GhanaianCedis",
          "kenyanshilling": "KenyanShilling"
        }
      },
      "ResponseRampStatus": {
        "description": "The status of a ramp. `canceled` is spelled with one l.",
        "type": "string",
        "x-partna-values": [
          "pending",
          "received",
          "processing",
          "completed",
          "canceled"
        ],
        "x-partna-rust": "RampStatus"
      },
      "ResponseRampType": {
        "description": "The direction of a ramp, in responses.",
        "type": "string",
        "x-partna-values": [
          "fiatToCrypto",
          "cryptoToFiat"
        ],
        "x-partna-rust": "RampType"
      },
      "ResponseRegistrationType": {
        "description": "The registration type of a merchant, in responses.",
        "type": "string",
        "x-partna-values": [
          "open",
          "closed"
        ],
        "x-partna-rust": "RegistrationType"
      },
      "ResponseTransactionStatus": {
        "description": "The status of a transaction, in responses.",
        "type": "string",
        "x-partna-values": [
          "processing",
          "completed",
          "failed",
          "pending",
          "retried"
        ],
        "x-partna-rust": "TransactionStatus"
      },
      "ResponseTransactionType": {
        "description": "The kind of a transaction in responses. This is not `TransactionKind`, by which the list is filtered. Responses may contain texts other than these two values: compare the text with `as_str()`.",
        "type": "string",
        "x-partna-values": [
          "Internal Transfer",
          "Transfer"
        ],
        "x-partna-rust": "TransactionType"
      },
      "ResponseVerificationMethod": {
        "description": "A method to prove that a BVN or a phone number belongs to a customer.",
        "type": "string",
        "x-partna-values": [
          "sendotp",
          "receiveotp",
          "email",
          "phone",
          "phone_1",
          "alternate_phone"
        ],
        "x-partna-rust": "VerificationMethod",
        "x-partna-names": {
          "sendotp": "SendOtp",
          "receiveotp": "ReceiveOtp"
        }
      },
      "Settings": {
        "description": "A merchant's settings.",
        "type": "object",
        "properties": {
          "autoMoveDeposit": {
            "description": "Whether customers' deposits are transferred directly to the merchant's main account.",
            "type": "boolean"
          },
          "cryptoPaymentSource": {
            "description": "Destination of crypto deposits.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseCryptoPaymentSource"
              }
            ]
          },
          "fees": {
            "description": "Fee that the merchant charges.",
            "allOf": [
              {
                "$ref": "#/components/schemas/FeeSettings"
              }
            ]
          },
          "registrationType": {
            "description": "Registration type: whether customers may register their own accounts.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseRegistrationType"
              }
            ]
          }
        }
      },
      "SettingsRequest": {
        "description": "Request body of `update_settings`. Omitted fields keep their values.",
        "type": "object",
        "properties": {
          "autoMoveDeposit": {
            "description": "Whether customers' deposits are transferred directly to the merchant's main account. The API's default is false.",
            "type": "boolean"
          },
          "cryptoPaymentSource": {
            "description": "Destination of crypto deposits. The API's default is `known`.",
            "allOf": [
              {
                "$ref": "#/components/schemas/CryptoPaymentSource"
              }
            ]
          },
          "feeAccount": {
            "description": "Account that receives the fee; it must exist.",
            "type": "string"
          },
          "feeAmount": {
            "description": "Fee, in major units of `feeCurrency` if it is a fixed amount. It is undocumented whether a percentage of 2 % is written 2 or 0.02. Send it together with `feeCurrency` and `feeType`.",
            "type": "number",
            "format": "decimal"
          },
          "feeCap": {
            "description": "Maximum fee if the fee is a percentage, in major units of `feeCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "feeCurrency": {
            "description": "Currency of the fee. Send it together with `feeAmount` and `feeType`.",
            "allOf": [
              {
                "$ref": "#/components/schemas/FeeCurrency"
              }
            ]
          },
          "feeType": {
            "description": "Type of the fee: an amount or a percentage. Send it together with `feeAmount` and `feeCurrency`.",
            "allOf": [
              {
                "$ref": "#/components/schemas/FeeType"
              }
            ]
          },
          "registrationType": {
            "description": "Registration type: whether customers may register their own accounts.",
            "allOf": [
              {
                "$ref": "#/components/schemas/RegistrationType"
              }
            ]
          }
        }
      },
      "SettingsResponse": {
        "description": "Response body of `get_settings`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The settings.",
            "allOf": [
              {
                "$ref": "#/components/schemas/Settings"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "SupportedAsset": {
        "description": "A currency on a network.",
        "type": "object",
        "properties": {
          "assetIndex": {
            "description": "Position of the deposit address in the `asset` list of the ledger.",
            "type": "integer"
          },
          "contractAddress": {
            "description": "Contract address of the token; empty for a native coin or fiat.",
            "type": "string"
          },
          "decimals": {
            "description": "Number of decimals of the token.",
            "type": "integer"
          },
          "destinationCurrency": {
            "description": "Ledger to which a deposit is credited.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseCurrency"
              }
            ]
          },
          "faucets": {
            "description": "Sources of test coins, on staging.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "minimumWithdrawal": {
            "description": "Minimum withdrawal, in major units of the currency.",
            "type": "number",
            "format": "decimal"
          },
          "name": {
            "description": "Name of the asset.",
            "type": "string"
          },
          "symbol": {
            "description": "Symbol of the asset.",
            "type": "string"
          },
          "transactionExplorerLink": {
            "description": "Link to a block explorer, with `%s` for the hash of the transaction.",
            "type": "string"
          },
          "withdrawalFee": {
            "description": "Withdrawal fee, in major units of the currency.",
            "type": "number",
            "format": "decimal"
          }
        },
        "additionalProperties": true
      },
      "SupportedAssets": {
        "description": "All supported assets, by currency and by network.",
        "type": "object",
        "properties": {
          "byCurrency": {
            "description": "Assets, keyed by currency and then by network.",
            "type": "object",
            "additionalProperties": {
              "$ref": "#/components/schemas/NetworksOfCurrency"
            }
          },
          "byNetWork": {
            "description": "Assets, keyed by network and then by currency. Spelled with a capital W on the wire.",
            "type": "object",
            "additionalProperties": {
              "$ref": "#/components/schemas/CurrenciesOfNetwork"
            }
          }
        }
      },
      "SupportedAssetsResponse": {
        "description": "Response body of `list_supported_assets`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The assets, by currency and by network.",
            "allOf": [
              {
                "$ref": "#/components/schemas/SupportedAssets"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "SupportedKycMethods": {
        "description": "The verification methods of a country.",
        "type": "object",
        "properties": {
          "country": {
            "description": "The country.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseCountry"
              }
            ]
          },
          "methods": {
            "description": "Names of the methods.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ResponseVerificationMethod"
            }
          }
        }
      },
      "SupportedKycMethodsResponse": {
        "description": "Response body of `list_kyc_methods`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The methods of the country.",
            "allOf": [
              {
                "$ref": "#/components/schemas/SupportedKycMethods"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "Transaction": {
        "description": "A transaction in the list of transactions.",
        "type": "object",
        "properties": {
          "amount": {
            "description": "Amount moved, in major units of `currency`.",
            "type": "number",
            "format": "decimal"
          },
          "currency": {
            "description": "Currency moved.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseCurrency"
              }
            ]
          },
          "date": {
            "description": "Time of the transaction, as RFC 3339 text.",
            "type": "string"
          },
          "fromAccount": {
            "description": "Account debited.",
            "type": "string"
          },
          "fromTo": {
            "description": "Undocumented; in the only example it is the debited account.",
            "type": "string"
          },
          "fromUser": {
            "description": "Merchant debited.",
            "type": "string"
          },
          "status": {
            "description": "Status of the transaction.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseTransactionStatus"
              }
            ]
          },
          "timestamp": {
            "description": "Time of the transaction, in Unix seconds.",
            "type": "integer",
            "format": "unix-seconds"
          },
          "toAccount": {
            "description": "Account credited.",
            "type": "string"
          },
          "toUser": {
            "description": "Merchant credited.",
            "type": "string"
          },
          "transactionReference": {
            "description": "Reference chosen by the caller: hexadecimal digits, 32 of them in every example.",
            "type": "string"
          },
          "transactionType": {
            "description": "Kind of the transaction.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseTransactionType"
              }
            ]
          }
        },
        "additionalProperties": true
      },
      "TransactionCurrency": {
        "description": "Ledger currencies by which transactions can be filtered.",
        "type": "string",
        "enum": [
          "BTC",
          "ETH",
          "NGN",
          "USD",
          "BNB",
          "GHS",
          "KES"
        ],
        "x-partna-rust": "Currency"
      },
      "TransactionDetails": {
        "description": "A single transaction. Its field names differ from those in the list.",
        "type": "object",
        "properties": {
          "UTCTimestamp": {
            "description": "Time of the transaction, as RFC 3339 text.",
            "type": "string"
          },
          "amount": {
            "description": "Amount moved, in major units of `currency`.",
            "type": "number",
            "format": "decimal"
          },
          "creditAccount": {
            "description": "Account credited.",
            "type": "string"
          },
          "creditUser": {
            "description": "Merchant credited.",
            "type": "string"
          },
          "currency": {
            "description": "Currency moved.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseCurrency"
              }
            ]
          },
          "debitAccount": {
            "description": "Account debited.",
            "type": "string"
          },
          "debitUser": {
            "description": "Merchant debited.",
            "type": "string"
          },
          "status": {
            "description": "Status of the transaction.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseTransactionStatus"
              }
            ]
          },
          "timestamp": {
            "description": "Time of the transaction, in Unix seconds.",
            "type": "integer",
            "format": "unix-seconds"
          },
          "transactionReference": {
            "description": "Reference chosen by the caller: hexadecimal digits, 32 of them in every example.",
            "type": "string"
          },
          "transactionType": {
            "description": "Kind of the transaction.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseTransactionType"
              }
            ]
          }
        },
        "additionalProperties": true
      },
      "TransactionDetailsResponse": {
        "description": "Response body of `get_transaction`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The transaction.",
            "allOf": [
              {
                "$ref": "#/components/schemas/TransactionDetails"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "TransactionKind": {
        "description": "A kind of transaction by which the list is filtered. This is not `TransactionType`, which is in responses. Its values are documented only for the filter: compare the text of a response.",
        "type": "string",
        "enum": [
          "OnRamp",
          "OffRamp",
          "Deposit",
          "Withdraw",
          "Transfer",
          "Convert"
        ],
        "x-partna-rust": "TransactionKind"
      },
      "TransactionStatus": {
        "description": "The status of a transaction.",
        "type": "string",
        "enum": [
          "processing",
          "completed",
          "failed",
          "pending",
          "retried"
        ],
        "x-partna-rust": "TransactionStatus"
      },
      "TransactionsResponse": {
        "description": "Response body of `list_transactions`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The transactions. The response is not paginated and has no total: narrow the time window instead.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Transaction"
            }
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "TransferCurrency": {
        "description": "Ledger currencies that can be transferred between accounts.",
        "type": "string",
        "enum": [
          "NGN",
          "GHS",
          "BTC",
          "ETH",
          "USD",
          "BNB",
          "KES"
        ],
        "x-partna-rust": "Currency"
      },
      "TransferReceipt": {
        "description": "Additional data of a transfer. Documented as an empty object; all fields that the API sends are kept.",
        "type": "object",
        "additionalProperties": true
      },
      "TransferRequest": {
        "description": "Request body of `create_transfer`.",
        "type": "object",
        "required": [
          "toAccount"
        ],
        "properties": {
          "amount": {
            "description": "Amount to transfer, in major units of `currency`.",
            "type": "number",
            "format": "decimal"
          },
          "currency": {
            "description": "Currency to transfer.",
            "allOf": [
              {
                "$ref": "#/components/schemas/TransferCurrency"
              }
            ]
          },
          "fromAccount": {
            "description": "Account to debit.",
            "type": "string"
          },
          "toAccount": {
            "description": "Account to credit.",
            "type": "string"
          },
          "transactionReference": {
            "description": "Reference chosen by the caller: hexadecimal digits, 32 of them in every example.",
            "type": "string"
          }
        }
      },
      "TransferResponse": {
        "description": "Response body of `create_transfer`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "Additional data of the transfer; empty so far.",
            "allOf": [
              {
                "$ref": "#/components/schemas/TransferReceipt"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "UserActivationRequest": {
        "description": "Request body of `activate_user`.",
        "type": "object",
        "properties": {
          "email": {
            "description": "E-mail address.",
            "type": "string"
          },
          "username": {
            "description": "User name: 2 to 40 lower-case letters and digits.",
            "type": "string"
          }
        }
      },
      "UserProfile": {
        "description": "The person behind a customer's account.",
        "type": "object",
        "properties": {
          "createdAt": {
            "description": "Time of creation, in Unix seconds.",
            "type": "integer",
            "format": "unix-seconds"
          },
          "dob": {
            "description": "Date of birth, YYYY-MM-DD.",
            "type": "string"
          },
          "firstName": {
            "description": "Given name.",
            "type": "string"
          },
          "kycs": {
            "description": "Countries in which KYC is complete.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ResponseCountry"
            }
          },
          "lastName": {
            "description": "Family name.",
            "type": "string"
          },
          "middleName": {
            "description": "Middle name.",
            "type": "string"
          },
          "phoneNumber": {
            "description": "Phone number.",
            "type": "string"
          }
        }
      },
      "UserProfileResponse": {
        "description": "Response body of `get_user_profile`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The profile.",
            "allOf": [
              {
                "$ref": "#/components/schemas/UserProfile"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "UserRequest": {
        "description": "Request body of `update_user`.",
        "type": "object",
        "properties": {
          "callbackUrl": {
            "description": "URL to which the API sends callbacks.",
            "type": "string"
          },
          "endpointId": {
            "description": "Identifier of the endpoint to use.",
            "type": "string"
          }
        }
      },
      "VerificationOption": {
        "description": "A verification method offered to the customer.",
        "type": "object",
        "properties": {
          "hint": {
            "description": "Explanation of the method for the customer.",
            "type": "string"
          },
          "method": {
            "description": "Name of the method, as sent in later requests.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ResponseVerificationMethod"
              }
            ]
          }
        }
      },
      "Webhook": {
        "description": "The address to which the API delivers events.",
        "type": "object",
        "properties": {
          "url": {
            "description": "Webhook address; empty if not set.",
            "type": "string"
          }
        }
      },
      "WebhookRequest": {
        "description": "Request body of `set_webhook`.",
        "type": "object",
        "properties": {
          "url": {
            "description": "Address that receives events by POST and responds with 200 immediately.",
            "type": "string"
          }
        }
      },
      "WebhookResponse": {
        "description": "Response body of `get_webhook`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The address.",
            "allOf": [
              {
                "$ref": "#/components/schemas/Webhook"
              }
            ]
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "WhitelistRequest": {
        "description": "Request body of `add_whitelisted_ips`.",
        "type": "object",
        "required": [
          "ipAddresses"
        ],
        "properties": {
          "ipAddresses": {
            "description": "IP addresses to add.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "merchantName": {
            "description": "User name of the merchant.",
            "type": "string"
          }
        }
      },
      "WhitelistResponse": {
        "description": "Response body of `list_whitelisted_ips`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The IP addresses.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "message": {
            "description": "Message from the API that describes the result.",
            "type": "string"
          }
        }
      },
      "WithdrawalCurrency": {
        "description": "Currencies that can be withdrawn.",
        "type": "string",
        "enum": [
          "BNB",
          "BTC",
          "ETH",
          "USDC",
          "USDT",
          "CUSD",
          "NGN",
          "GHS",
          "KES"
        ],
        "x-partna-rust": "Currency"
      },
      "WithdrawalNetwork": {
        "description": "A blockchain for crypto withdrawals, or a mobile-money rail for withdrawals in KES.",
        "type": "string",
        "enum": [
          "avalanche",
          "base",
          "binance",
          "bitcoin",
          "celo",
          "ethereum",
          "polygon",
          "tron",
          "solana",
          "MOBILE",
          "BUY_GOODS",
          "PAYBILL"
        ],
        "x-partna-rust": "WithdrawalNetwork"
      },
      "WithdrawalRequest": {
        "description": "Request body of `create_withdrawal`. The required fields depend on `type`: `address` and `network` for crypto, bank or mobile-money fields for fiat.",
        "type": "object",
        "required": [
          "fromAccount"
        ],
        "properties": {
          "accountNumber": {
            "description": "Account number of the bank account to pay out to, for NGN and GHS.",
            "type": "string"
          },
          "address": {
            "description": "Blockchain address to pay out to, for crypto.",
            "type": "string"
          },
          "amount": {
            "description": "Amount to withdraw, in major units of `currency`.",
            "type": "number",
            "format": "decimal"
          },
          "bankCode": {
            "description": "Bank code of that account, from `list_banks`.",
            "type": "string"
          },
          "currency": {
            "description": "Currency to withdraw.",
            "allOf": [
              {
                "$ref": "#/components/schemas/WithdrawalCurrency"
              }
            ]
          },
          "fromAccount": {
            "description": "Account to debit.",
            "type": "string"
          },
          "mobileNetwork": {
            "description": "Mobile carrier, for KES.",
            "allOf": [
              {
                "$ref": "#/components/schemas/MobileNetwork"
              }
            ]
          },
          "network": {
            "description": "Blockchain, or mobile-money rail for KES.",
            "allOf": [
              {
                "$ref": "#/components/schemas/WithdrawalNetwork"
              }
            ]
          },
          "otp": {
            "description": "Code from the authenticator app. Only dashboard sessions need it; API keys do not.",
            "type": "string",
            "format": "password"
          },
          "shortcode": {
            "description": "Mobile-money number of the recipient, for KES.",
            "type": "string"
          },
          "transactionReference": {
            "description": "Reference chosen by the caller: hexadecimal digits, 32 of them in every example.",
            "type": "string"
          },
          "type": {
            "description": "The type of the asset to withdraw.",
            "allOf": [
              {
                "$ref": "#/components/schemas/WithdrawalType"
              }
            ]
          }
        }
      },
      "WithdrawalType": {
        "description": "The type of the asset to withdraw.",
        "type": "string",
        "enum": [
          "crypto",
          "naira",
          "ghanaiancedis",
          "kenyanshilling"
        ],
        "x-partna-rust": "AssetType",
        "x-partna-names": {
          "ghanaiancedis": "GhanaianCedis",
          "kenyanshilling": "KenyanShilling"
        }
      }
    },
    "securitySchemes": {
      "authorization": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "Session of the dashboard. These bindings do not use it."
      },
      "x-api-key": {
        "type": "apiKey",
        "in": "header",
        "name": "x-api-key",
        "description": "The API key. Staging and production have separate keys."
      },
      "x-api-user": {
        "type": "apiKey",
        "in": "header",
        "name": "x-api-user",
        "description": "The user name of the merchant."
      }
    }
  }
}
"##;
