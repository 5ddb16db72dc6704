// Made by `cargo xtask generate` from openapi/partna.json; do not edit.

pub static DOCUMENT_JSON: &str = r##"{
  "openapi": "3.0.3",
  "info": {
    "title": "Partna API",
    "description": "The Partna v4 API as this project describes it: every fact of the wire that the vendor publishes, with names, words, types and safety data of our own. Amounts are in major units of their currency.",
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
      "description": "Administration of a merchant."
    },
    {
      "name": "Bank",
      "description": "Banks and their codes."
    },
    {
      "name": "Discount",
      "description": "Volume discounts."
    },
    {
      "name": "KYC",
      "description": "Identity of customers."
    },
    {
      "name": "MFA",
      "description": "Second factor of the merchant."
    },
    {
      "name": "Mock",
      "description": "Simulated deposits, on staging alone."
    },
    {
      "name": "Pricing",
      "description": "What merchants owe."
    },
    {
      "name": "Ramp",
      "description": "Onramps and offramps."
    },
    {
      "name": "Rate",
      "description": "Rates and rate keys."
    },
    {
      "name": "Supported",
      "description": "What can be paid in and out, and on which networks."
    },
    {
      "name": "Transfer",
      "description": "Transfers, withdrawals and transactions."
    },
    {
      "name": "User",
      "description": "The merchant: keys, webhook, settings, administrators."
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
        "summary": "List accounts with their ledgers",
        "description": "Lists the merchant's accounts, or the one named. Balances are in major units of their currency. The answer carries no total: read pages until one is shorter than `perPage`.",
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
            "description": "Only the account of this name: 2 to 40 lower-case letters and digits.",
            "schema": {
              "type": "string"
            },
            "example": "amina01"
          },
          {
            "name": "page",
            "in": "query",
            "description": "Number of the page, from 1.",
            "schema": {
              "type": "integer"
            },
            "example": 1
          },
          {
            "name": "perPage",
            "in": "query",
            "description": "How many entries a page should hold.",
            "schema": {
              "type": "integer"
            },
            "example": 20
          }
        ],
        "responses": {
          "200": {
            "description": "Done.",
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
            "description": "Refused: the credentials or their scope.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Open a bank account for a customer",
        "description": "Opens a virtual bank account in NGN or KES. The customer's KYC has to be complete.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_account_details",
          "how": "call `list_account_details` with `accountName`",
          "done": "read the number of the bank account from `Banks`, by country",
          "missing": "send the same request again; that an account has one bank account in a country is assumed"
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
            "description": "Done.",
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
            "description": "Refused: the request does not fit.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Create an account",
        "description": "Opens an account for a customer, with a ledger in every currency. E-mail addresses are unique within a merchant: a second attempt is refused with 400 or 409, and the account is then found by its e-mail in `list_account_details`.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_accounts",
          "how": "call `list_accounts` with `accountName`, as `Partna::ensure_account` does",
          "done": "use the account that the list shows",
          "missing": "send the same request again: account names are unique, so there is never a second account of that name"
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
            "description": "Refused: the request does not fit.",
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
            "description": "Refused: the credentials or their scope.",
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
            "description": "Conflict with what exists.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "List customers with bank accounts and KYC records",
        "description": "Lists customers page by page, or the one named, with their bank accounts and KYC records by country.",
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
            "description": "Only the account of this name.",
            "schema": {
              "type": "string"
            },
            "example": "amina01"
          },
          {
            "name": "page",
            "in": "query",
            "description": "Number of the page, from 1.",
            "schema": {
              "type": "integer"
            },
            "example": 1
          },
          {
            "name": "perPage",
            "in": "query",
            "description": "How many entries a page should hold.",
            "schema": {
              "type": "integer"
            },
            "example": 20
          }
        ],
        "responses": {
          "200": {
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Complete a customer's own registration",
        "description": "Confirms with a code what `register_account` began. Only for merchants whose registration type is open. Takes no credentials.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_accounts",
          "how": "call `list_accounts` with the `accountName` of the registration",
          "done": "go on without `data.code` of the response; nothing documents what it is for",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Change the e-mail address of an account",
        "description": "Replaces the e-mail address under which a customer is reached.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_account_details",
          "how": "call `list_account_details` with `accountName`",
          "done": "go on: `email` is the new address",
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Get the profile behind the credentials",
        "description": "Answers who the calling merchant is. A cheap way to find out whether credentials work.",
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "List permission sets",
        "description": "Lists the sets of permissions that administrators can be given.",
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
            "description": "Done.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PermissionsResponse"
                },
                "example": {
                  "data": [
                    {
                      "description": "May look, may not touch.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Begin a customer's own registration",
        "description": "Sends a code to a customer who registers an account with a merchant. Only for merchants whose registration type is open. Takes no credentials.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "how": "ask the customer whether the code arrived by e-mail, because no read shows a registration that is not complete",
          "done": "call `complete_registration` with the code",
          "missing": "send the same request again; that it sends another code is assumed"
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Search accounts by name",
        "description": "Lists the names of accounts that match a text of at least two characters.",
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
            "description": "Part of the name, at least 2 characters.",
            "schema": {
              "type": "string"
            },
            "example": "amina"
          },
          {
            "name": "limit",
            "in": "query",
            "description": "Most names to return.",
            "schema": {
              "type": "integer"
            },
            "example": 20
          }
        ],
        "responses": {
          "200": {
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "List banks",
        "description": "Lists the banks of a currency with the codes that withdrawals and offramps take. Takes no credentials.",
        "x-partna-effect": "read",
        "x-partna-guide": "GET /bank",
        "security": [],
        "parameters": [
          {
            "name": "currency",
            "in": "query",
            "description": "Currency whose banks to list.",
            "schema": {
              "$ref": "#/components/schemas/BankCurrency"
            },
            "example": "NGN"
          },
          {
            "name": "onlyValidators",
            "in": "query",
            "description": "True narrows the list to validators. What those are is not documented; presumably banks whose accounts can be resolved.",
            "schema": {
              "$ref": "#/components/schemas/QueryFlag"
            },
            "example": "true"
          }
        ],
        "responses": {
          "200": {
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Convert between two ledgers of an account",
        "description": "Sells one currency for another within an account, at the rate that a rate key holds. Dollar stablecoins are converted as USD.",
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
          "missing": "compare the balances of `list_accounts` with those before; ask Partna before another attempt, because nothing documents that a reference is refused the second time"
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
            "description": "Done.",
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
            "description": "Refused: the request does not fit.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Order a conversion ahead",
        "description": "Makes a rate key of the merchant's own, under which a conversion can be completed later.",
        "x-partna-effect": "write",
        "x-partna-reference": {
          "field": "transactionReference"
        },
        "x-partna-duplicates": "unproven",
        "x-partna-recovery": {
          "how": "ask Partna, because no read shows a preorder",
          "done": "go on with the reference, which is all that the response holds",
          "missing": "order again with a new rate key and a new reference; that an unused preorder costs nothing is assumed"
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "List volume discounts",
        "description": "Lists the discounts that apply to offramps from USD to NGN, by the value of the transaction.",
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Start a customer's KYC",
        "description": "Looks a customer up by BVN in Nigeria or by phone number in Kenya, and answers the ways in which the customer can prove to be that person. Look-ups are limited in number. An error that says `kyc previously completed` means that there is nothing left to do.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "how": "call `set_kyc_verification_method` with a method of `list_kyc_methods`, because no read shows a KYC that is not complete",
          "done": "go on with that method; the hints of the response are lost",
          "missing": "send the same request again; look-ups of a customer are limited"
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Supply a customer's KYC record",
        "description": "Records KYC data that the merchant has checked itself. Only for merchants that are exempt, as `get_kyc_exemption` tells.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "get_user_profile",
          "how": "call `get_user_profile` with `accountName`, or wait for the `verification.success` event",
          "done": "go on: `kycs` lists the country",
          "missing": "send the same request again: the refusal `KYC record already exists` or `kyc previously completed` means that the first request was accepted"
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
            "description": "Done.",
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
            "description": "Refused: the request does not fit.",
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
            "description": "Conflict with what exists.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Confirm KYC with the code received",
        "description": "Completes KYC with the code that went to the customer by SMS or e-mail. Staging takes 123456.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "get_user_profile",
          "how": "call `get_user_profile` with `accountName`, or wait for the `verification.success` event",
          "done": "go on: `kycs` lists the country",
          "missing": "send the same request again; if the code is refused, begin with `start_kyc`"
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Confirm the phone number of a BVN",
        "description": "States the full phone number on the BVN record, where choosing a method answered that the phone has to be confirmed first. Then choose the method again.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "how": "send the same request again, because no read shows it and it confirms the same number",
          "done": "call `send_kyc_otp`",
          "missing": "correct what the API refuses the second time"
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Choose a way of verification, by its older path",
        "description": "Does what `set_kyc_verification_method` does, under the path that came first.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "how": "ask the customer whether the code arrived, because no read shows it",
          "done": "call `confirm_kyc_otp` with the code",
          "missing": "send the same request again: the customer gets another code"
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Look up the holder of a bank account",
        "description": "Answers in whose name a bank account is held. Changes nothing, though it is a POST.",
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
            "description": "Done.",
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
            "description": "Refused: the request does not fit.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "List a country's ways of verification",
        "description": "Lists the methods of KYC in the country that a currency stands for.",
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
            "description": "Selects the country. The API's default is KES.",
            "schema": {
              "$ref": "#/components/schemas/KycCurrency"
            },
            "example": "KES"
          }
        ],
        "responses": {
          "200": {
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Choose a way of verification",
        "description": "Chooses how a customer proves to own the BVN, and sends the code. An answer or an error may ask to confirm the phone number first, with `confirm_kyc_phone`.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "how": "ask the customer whether the code arrived, because no read shows it",
          "done": "call `confirm_kyc_otp` with the code",
          "missing": "send the same request again: the customer gets another code"
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Tell whether a second factor is set up",
        "description": "Answers whether the calling merchant has enrolled an authenticator app.",
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Complete the set-up of a second factor",
        "description": "Proves with a code that the authenticator app works, and turns the second factor on.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "get_mfa_status",
          "how": "call `get_mfa_status`",
          "done": "go on: `enrolled` is true",
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Begin to set up a second factor",
        "description": "Makes the secrets for an authenticator app and shows them once. Enrolment is complete when `confirm_mfa` has taken a code.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "how": "send the same request again, because `get_mfa_status` shows a factor only after `confirm_mfa`",
          "done": "use the secret of the second response",
          "missing": "use the secret of the second response; that it replaces the first is assumed"
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
            "description": "Done.",
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
            "description": "Refused: the credentials or their scope.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Turn the second factor off",
        "description": "Removes the authenticator app of an account.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "get_mfa_status",
          "how": "call `get_mfa_status`",
          "done": "go on: `enrolled` is false",
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Simulate a deposit, on staging",
        "description": "Pretends that crypto or fiat arrived. Exists on staging alone. The document asks for no credentials here, the guide sends them.",
        "x-partna-effect": "write",
        "x-partna-reference": {
          "field": "reference"
        },
        "x-partna-duplicates": "unproven",
        "x-partna-recovery": {
          "check": "list_accounts",
          "how": "call `list_accounts` with `accountName` and compare the balance, or `list_ramps` if the deposit pays a ramp",
          "done": "go on: the balance holds the deposit",
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
            "description": "Done.",
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
            "description": "Refused: the request does not fit.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Simulate a bank deposit, on staging",
        "description": "Pretends that naira arrived in a customer's bank account. Exists on staging alone.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_accounts",
          "how": "call `list_accounts` with `accountName` and compare the balance, or `list_ramps` if the deposit pays a ramp",
          "done": "go on: the balance holds the deposit",
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
            "description": "Done.",
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
            "description": "Understood, and not possible.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "List a customer's verified phone numbers",
        "description": "Lists the numbers that a customer has verified in a country, with the `phoneID` that ramps in KES take.",
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
            "description": "The customer's account.",
            "required": true,
            "schema": {
              "type": "string"
            },
            "example": "amina01"
          },
          {
            "name": "country",
            "in": "query",
            "description": "Country of the numbers.",
            "required": true,
            "schema": {
              "$ref": "#/components/schemas/PhoneCountry"
            },
            "example": "KE"
          }
        ],
        "responses": {
          "200": {
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Register a customer's phone number",
        "description": "Takes down a number that is to be verified, and answers how that can be done.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_phones",
          "how": "call `list_phones` with `accountName` and `country`; it lists confirmed numbers alone",
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Confirm a phone number with the code received",
        "description": "Completes the verification of a phone number.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_phones",
          "how": "call `list_phones` with `accountName` and `country`",
          "done": "go on: the number is listed with its `phoneID`",
          "missing": "send the same request again; if the code is refused, call `verify_phone` for another"
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Choose how a phone number is verified",
        "description": "Has the API send a code to the number, or waits for one from it.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "how": "ask the customer whether the code arrived, because no read shows it",
          "done": "call `confirm_phone` with the code",
          "missing": "send the same request again: the customer gets another code"
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Tell what a merchant owes",
        "description": "Answers the fees that have not been charged to a merchant yet.",
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
            "description": "The merchant.",
            "schema": {
              "type": "string"
            },
            "example": "yourmerchant"
          }
        ],
        "responses": {
          "200": {
            "description": "Done.",
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
            "description": "Refused: the credentials or their scope.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Set off a step of billing a merchant",
        "description": "Sends a reminder or a receipt, charges, or tries a charge again. It acts, although it is a GET: a charge moves money. It is never repeated by itself. The vendor's current document lists no success for it.",
        "x-partna-effect": "unsafe-get",
        "x-partna-recovery": {
          "check": "get_pending_pricing",
          "how": "call `get_pending_pricing` and compare the fees with those before",
          "done": "go on: a charge has lowered the fees; a reminder or a receipt shows nowhere",
          "missing": "ask Partna before another attempt, because a charge moves money"
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
            "description": "What to set off.",
            "schema": {
              "$ref": "#/components/schemas/PricingAction"
            },
            "example": "reminder"
          },
          {
            "name": "username",
            "in": "query",
            "description": "The merchant.",
            "schema": {
              "type": "string"
            },
            "example": "yourmerchant"
          }
        ],
        "responses": {
          "200": {
            "description": "Done.",
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
            "description": "Refused: the credentials or their scope.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "List ramps",
        "description": "Lists an account's onramps and offramps page by page, or the one with a reference. `accountName` is optional by the document, yet the API has been seen to insist on it.",
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
            "description": "The account whose ramps to list.",
            "schema": {
              "type": "string"
            },
            "example": "amina01"
          },
          {
            "name": "page",
            "in": "query",
            "description": "Number of the page, from 1.",
            "schema": {
              "type": "integer"
            },
            "example": 1
          },
          {
            "name": "perPage",
            "in": "query",
            "description": "How many entries a page should hold.",
            "schema": {
              "type": "integer"
            },
            "example": 20
          },
          {
            "name": "rampReference",
            "in": "query",
            "description": "Only the ramp with this reference.",
            "schema": {
              "type": "string"
            },
            "example": "f32c3925063447a54905d31305a14da5"
          }
        ],
        "responses": {
          "200": {
            "description": "Done.",
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
            "description": "Refused: the request does not fit.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Start an onramp or an offramp",
        "description": "Orders money to be turned from fiat into crypto or back, at the rate that a rate key holds. The answer says where to pay in. An account may have one pending ramp. Give a reference of your own: the API refuses one it has seen, and `list_ramps` finds it again.",
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
          "done": "read the status of the record; while it is `pending`, `Record::pay_in` says where the customer pays in, and if the record does not say it, replace the ramp: call `create_ramp` with a new reference, a new rate key and `cancelPendingRampRequest` set to true",
          "missing": "call `Pending::send_again`: its response says where the customer pays in, or the API refuses the reference because the first request was accepted; if the rate key has expired meanwhile, wait and look again before you replace the ramp"
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
            "description": "Done.",
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
            "description": "Refused: the request does not fit.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Work out the fees of a ramp",
        "description": "Answers what a ramp would cost, part by part. Changes nothing, though it is a POST.",
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Get rates and rate keys",
        "description": "Answers rates by pair, each with a key that holds it for a short while.",
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
            "description": "Amount on the selling side, in major units of `fromCurrency`.",
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
            "description": "Amount on the buying side, in major units of `toCurrency`.",
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
            "description": "Done.",
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
            "description": "Not available for now.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Check a rate key",
        "description": "Answers whether a rate key is valid and whether it has expired. A malformed key is refused with 400.",
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
            "description": "The rate key.",
            "schema": {
              "type": "string"
            },
            "example": "2400-ETH_to_USD-5ddc8f46-1755873777"
          }
        ],
        "responses": {
          "200": {
            "description": "Done.",
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
            "description": "Refused: the request does not fit.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "List supported assets",
        "description": "Lists currencies and networks with contracts, decimals, least withdrawals and fees. Takes no credentials.",
        "x-partna-effect": "read",
        "security": [],
        "parameters": [
          {
            "name": "currency",
            "in": "query",
            "description": "Only this currency.",
            "schema": {
              "$ref": "#/components/schemas/AssetCurrency"
            },
            "example": "USDT"
          }
        ],
        "responses": {
          "200": {
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "List transactions",
        "description": "Lists transactions of every kind. There are no pages: narrow `unixStartDate` and `unixEndDate` instead. The error `endpoint temporarily disabled` comes as a 401 and has nothing to do with credentials.",
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
            "description": "Only transactions of this account.",
            "schema": {
              "type": "string"
            },
            "example": "amina01"
          },
          {
            "name": "currency",
            "in": "query",
            "description": "Only this currency.",
            "schema": {
              "$ref": "#/components/schemas/TransactionCurrency"
            },
            "example": "USD"
          },
          {
            "name": "limit",
            "in": "query",
            "description": "Most transactions to return. The API's default is 100, its maximum 1000.",
            "schema": {
              "type": "integer"
            },
            "example": 100
          },
          {
            "name": "status",
            "in": "query",
            "description": "Only transactions in this state.",
            "schema": {
              "$ref": "#/components/schemas/TransactionStatus"
            },
            "example": "completed"
          },
          {
            "name": "transactionReference",
            "in": "query",
            "description": "Only the transaction with this reference.",
            "schema": {
              "type": "string"
            },
            "example": "bbcdef2234567890abcdef1234568880"
          },
          {
            "name": "type",
            "in": "query",
            "description": "Only this kind of transaction.",
            "schema": {
              "$ref": "#/components/schemas/TransactionKind"
            },
            "example": "Transfer"
          },
          {
            "name": "unixEndDate",
            "in": "query",
            "description": "End of the window, in Unix seconds; later than the start.",
            "schema": {
              "type": "integer",
              "format": "unix-seconds"
            },
            "example": 1755960000
          },
          {
            "name": "unixStartDate",
            "in": "query",
            "description": "Start of the window, in Unix seconds.",
            "schema": {
              "type": "integer",
              "format": "unix-seconds"
            },
            "example": 1755873600
          },
          {
            "name": "username",
            "in": "query",
            "description": "Only transactions of this merchant.",
            "schema": {
              "type": "string"
            },
            "example": "yourmerchant"
          }
        ],
        "responses": {
          "200": {
            "description": "Done.",
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
            "description": "Refused, and not for want of credentials.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Move money between two accounts",
        "description": "Debits one account and credits another in the same currency. The answer carries nothing: give a reference of your own and look it up with `get_transaction`. A reference seen before is refused with 409.",
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
          "missing": "call `Pending::send_again`: the API refuses a reference that exists, so the money moves once"
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
            "description": "Done.",
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
            "description": "Refused: the request does not fit.",
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
            "description": "Conflict with what exists.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Get a transaction by its reference",
        "description": "Answers one transaction. Not finding a reference does not prove that nothing happened.",
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
            "description": "The account it belongs to.",
            "schema": {
              "type": "string"
            },
            "example": "amina01"
          },
          {
            "name": "transactionReference",
            "in": "query",
            "description": "The reference.",
            "required": true,
            "schema": {
              "type": "string"
            },
            "example": "bbcdef2234567890abcdef1234568880"
          }
        ],
        "responses": {
          "200": {
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Announce a mobile-money deposit",
        "description": "Asks a payer's mobile-money account for a deposit in GHS or KES. NGN needs no such step.",
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
          "missing": "ask the customer and Partna before another attempt, because nothing documents that a reference is refused the second time and the customer may be charged twice"
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Withdraw to a bank, a phone or a chain",
        "description": "Pays out of an account. The answer carries a message alone: give a reference of your own and look it up with `get_transaction`. A reference seen before is refused with 409. A key without the right to withdraw is refused with 401.",
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
          "missing": "call `Pending::send_again`: the API refuses a reference that exists, so the money leaves once"
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
            "description": "Done.",
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
            "description": "Refused: the request does not fit.",
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
            "description": "Refused: the credentials or their scope.",
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
            "description": "Conflict with what exists.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Change a merchant's endpoint and callback",
        "description": "Sets the callback URL and the endpoint of the calling merchant.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "how": "send the same request again, because no read shows the callback URL and the request sets the same values",
          "done": "go on",
          "missing": "correct what the API refuses the second time"
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
            "description": "Done.",
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
            "description": "Refused: the request does not fit.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Create and activate a user",
        "description": "Opens a merchant user. Keys without that right are refused with 401.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "how": "send the same request again, because no read shows it",
          "done": "go on: the refusal `username or email already exists` means that the first request was accepted",
          "missing": "go on if the second request is accepted"
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
            "description": "Done.",
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
            "description": "Refused: the request does not fit.",
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
            "description": "Refused: the credentials or their scope.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "List administrators",
        "description": "Lists the merchant's active administrators. The answer has neither `data` nor `message`.",
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Add an administrator",
        "description": "Gives a person permissions on the merchant's account.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_admins",
          "how": "call `list_admins`",
          "done": "go on: the admin is listed",
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Remove an administrator",
        "description": "Takes the permissions of an administrator away.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_admins",
          "how": "call `list_admins`",
          "done": "go on: the admin is not listed",
          "missing": "send the same request again while the admin is listed"
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Generate an API key",
        "description": "Makes a new key with a name and a scope, and shows it once. To rotate: generate, switch over, then invalidate the old one.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_api_keys",
          "how": "call `list_api_keys` and search for `keyname`",
          "done": "the text of the key is lost: delete the key with `delete_api_key` and generate another under a new name",
          "missing": "generate another under a new name, and look again for the first; if the request invalidates the key in `apikey`, check that key with a read first"
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
            "description": "Done.",
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
            "description": "Refused: the request does not fit.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Delete an API key",
        "description": "Deletes a key, named by its short form.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_api_keys",
          "how": "call `list_api_keys`",
          "done": "go on: `DeletedAt` of the key is set",
          "missing": "send the same request again while the key is live"
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
            "description": "Short form of the key, presumably the one that `list_api_keys` gives.",
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
            "description": "Done.",
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
            "description": "Refused: the request does not fit.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "List the scopes of API keys",
        "description": "Answers the names of the scopes and the letter of each.",
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "List API keys",
        "description": "Lists the merchant's keys by name, without the keys themselves.",
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Get balances",
        "description": "Answers what the merchant holds itself and for its customers, by currency.",
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Invalidate an API key",
        "description": "Ends the life of a key, named in full, and answers a key in return.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_api_keys",
          "how": "call a read with the old key, and `list_api_keys` with another key",
          "done": "the API refuses the old key with `invalid apikey`; the key of the response is lost, so delete it with `delete_api_key`",
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "List the IP whitelist",
        "description": "Lists the addresses from which the API may be called.",
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Add addresses to the IP whitelist",
        "description": "Adds addresses from which the API may be called.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_whitelisted_ips",
          "how": "call `list_whitelisted_ips`",
          "done": "go on: the addresses are listed",
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Take an address off the IP whitelist",
        "description": "Removes one address from which the API may be called.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "list_whitelisted_ips",
          "how": "call `list_whitelisted_ips`",
          "done": "go on: the address is not listed",
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Tell whether a merchant may supply KYC data itself",
        "description": "Succeeds for an exempt merchant. One that is not exempt is answered with 400.",
        "x-partna-effect": "read",
        "security": [
          {
            "x-api-key": [],
            "x-api-user": []
          }
        ],
        "responses": {
          "200": {
            "description": "Done.",
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
            "description": "Refused: the request does not fit.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Get the profile of a customer",
        "description": "Answers who is behind an account, and in which countries KYC is complete.",
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
            "description": "The customer's account.",
            "required": true,
            "schema": {
              "type": "string"
            },
            "example": "amina01"
          }
        ],
        "responses": {
          "200": {
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Get a merchant's settings",
        "description": "Answers registration type, fee, handling of deposits and source of crypto payments.",
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Change a merchant's settings",
        "description": "Changes registration type, fee, handling of deposits or source of crypto payments. Values that do not fit are refused with 400 and a list in `data`.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "get_settings",
          "how": "call `get_settings`",
          "done": "go on: the settings are the new ones",
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
            "description": "Done.",
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
            "description": "Refused: the request does not fit.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Get the webhook address",
        "description": "Answers where events are delivered.",
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Set the webhook address",
        "description": "Sets where events are delivered.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "get_webhook",
          "how": "call `get_webhook`",
          "done": "go on: `url` is the new one",
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
            "description": "Done.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "summary": "Remove the webhook address",
        "description": "Ends the delivery of events.",
        "x-partna-effect": "write",
        "x-partna-duplicates": "none",
        "x-partna-recovery": {
          "check": "get_webhook",
          "how": "call `get_webhook`",
          "done": "go on: `url` is empty",
          "missing": "send the same request again while there is a URL"
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
            "description": "Done.",
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
            "description": "Refused: the request does not fit.",
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
            "description": "Refused; the message says why.",
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
            "description": "The API failed or is not available.",
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
        "description": "A customer: contact, bank accounts and KYC records.",
        "type": "object",
        "properties": {
          "Banks": {
            "description": "Bank or mobile-money accounts, keyed by ISO 3166-1 alpha-2 country.",
            "type": "object",
            "additionalProperties": {
              "$ref": "#/components/schemas/CustomerBank"
            }
          },
          "KYCs": {
            "description": "KYC records, keyed by ISO 3166-1 alpha-2 country.",
            "type": "object",
            "additionalProperties": {
              "$ref": "#/components/schemas/KycRecord"
            }
          },
          "createdAt": {
            "description": "When it was made, in Unix seconds.",
            "type": "integer",
            "format": "unix-seconds"
          },
          "email": {
            "description": "E-mail address.",
            "type": "string"
          },
          "externalRef": {
            "description": "The account's name, as later calls take it for `accountName`.",
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
            "description": "Number of this page, from 1.",
            "type": "integer"
          },
          "perPage": {
            "description": "How many entries a page holds.",
            "type": "integer"
          },
          "totalPages": {
            "description": "How many pages there are.",
            "type": "integer"
          }
        }
      },
      "AccountDetailsResponse": {
        "description": "Answer of `list_account_details`.",
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
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "AccountEmailRequest": {
        "description": "Body of `update_account_email`.",
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
            "description": "One entry an account. There is no total: a page shorter than `perPage` is the last.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Account"
            }
          }
        }
      },
      "AccountNamesResponse": {
        "description": "Answer of `search_accounts`.",
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
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "AccountRequest": {
        "description": "Body of `create_account`.",
        "type": "object",
        "properties": {
          "accountName": {
            "description": "Name for the new account, by which every later call addresses it.",
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
            "description": "Kind of account. The API documents no values; `personal` has been seen to work.",
            "type": "string"
          }
        }
      },
      "AccountResponse": {
        "description": "Answer of `create_account`.",
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
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "AccountsResponse": {
        "description": "Answer of `list_accounts`.",
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
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "Acknowledgement": {
        "description": "An answer about money that is documented to carry a sentence alone. Whatever else the API sends is kept.",
        "type": "object",
        "properties": {
          "message": {
            "description": "What was done, in the API's words.",
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
            "description": "What the administrator may do.",
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
        "description": "Body of `create_admin`.",
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
        "description": "Answer of `list_admins`. It has no envelope.",
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
      "AnsweredAssetType": {
        "description": "The kind of an asset: crypto, or one of three fiat currencies.",
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
      "AnsweredBankAccountStatus": {
        "description": "The state of a bank account; empty for one that is not set up.",
        "type": "string",
        "x-partna-values": [
          "ACTIVE"
        ],
        "x-partna-rust": "BankAccountStatus"
      },
      "AnsweredCountry": {
        "description": "A country, as its ISO 3166-1 alpha-2 code.",
        "type": "string",
        "x-partna-values": [
          "KE",
          "NG"
        ],
        "x-partna-rust": "Country"
      },
      "AnsweredCryptoPaymentSource": {
        "description": "Where crypto deposits go, in responses.",
        "type": "string",
        "x-partna-values": [
          "known",
          "unknown"
        ],
        "x-partna-rust": "CryptoPaymentSource"
      },
      "AnsweredCurrency": {
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
      "AnsweredExpireAction": {
        "description": "What happens when a rate has expired, in responses.",
        "type": "string",
        "x-partna-values": [
          "useCurrentRate",
          "deposit"
        ],
        "x-partna-rust": "ExpireAction"
      },
      "AnsweredFeeType": {
        "description": "Whether a fee is an amount or a share, in responses.",
        "type": "string",
        "x-partna-values": [
          "fixed",
          "percentage"
        ],
        "x-partna-rust": "FeeType"
      },
      "AnsweredKycStatus": {
        "description": "The state of a KYC record; empty until it is complete.",
        "type": "string",
        "x-partna-values": [
          "verified"
        ],
        "x-partna-rust": "KycStatus"
      },
      "AnsweredMobileNetwork": {
        "description": "A mobile carrier, in responses.",
        "type": "string",
        "x-partna-values": [
          "Safaricom",
          "Airtel",
          "Telkom"
        ],
        "x-partna-rust": "MobileNetwork"
      },
      "AnsweredNetwork": {
        "description": "A chain, or a fiat rail, that money goes over.",
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
      "AnsweredRampStatus": {
        "description": "The state of a ramp. `canceled` has one l.",
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
      "AnsweredRampType": {
        "description": "The direction of a ramp, in responses.",
        "type": "string",
        "x-partna-values": [
          "fiatToCrypto",
          "cryptoToFiat"
        ],
        "x-partna-rust": "RampType"
      },
      "AnsweredRegistrationType": {
        "description": "Who may register accounts, in responses.",
        "type": "string",
        "x-partna-values": [
          "open",
          "closed"
        ],
        "x-partna-rust": "RegistrationType"
      },
      "AnsweredTransactionStatus": {
        "description": "The state of a transaction, in responses.",
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
      "AnsweredTransactionType": {
        "description": "The kind of a transaction in responses. It is not `TransactionKind`, by which the list is filtered, and other texts than the two values here may come: compare the text with `as_str()`.",
        "type": "string",
        "x-partna-values": [
          "Internal Transfer",
          "Transfer"
        ],
        "x-partna-rust": "TransactionType"
      },
      "AnsweredVerificationMethod": {
        "description": "A way to prove that a BVN or a phone number belongs to a customer.",
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
      "ApiError": {
        "description": "What every refused or failed call answers.",
        "type": "object",
        "properties": {
          "message": {
            "description": "What went wrong, in the API's words. Compare by substring and without regard to case; the wording moves.",
            "type": "string"
          },
          "data": {
            "description": "More about the error where there is any: for a validation error a list of strings, each naming a field, what was expected and what came."
          }
        }
      },
      "ApiKeyInfo": {
        "description": "What is known of a key.",
        "type": "object",
        "properties": {
          "Apikey": {
            "description": "Short form of the key, 8 hex digits: what `delete_api_key` seems to take.",
            "type": "string",
            "format": "password"
          },
          "DeletedAt": {
            "description": "When the key was deleted, as RFC 3339 text. A live key has the year 1.",
            "type": "string"
          },
          "Expirable": {
            "description": "Whether the key expires at all.",
            "type": "boolean"
          },
          "Expiration": {
            "description": "When it expires, in Unix seconds, although the key's own text carries milliseconds.",
            "type": "integer",
            "format": "unix-seconds"
          },
          "Keyname": {
            "description": "The name given to it.",
            "type": "string"
          },
          "Username": {
            "description": "The merchant that it belongs to.",
            "type": "string"
          }
        }
      },
      "ApiKeyList": {
        "description": "The merchant's keys.",
        "type": "object",
        "properties": {
          "Apikeys": {
            "description": "One entry a key, without the key itself.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ApiKeyInfo"
            }
          }
        }
      },
      "ApiKeyRequest": {
        "description": "Body of `generate_api_key`.",
        "type": "object",
        "required": [
          "keyname",
          "scope"
        ],
        "properties": {
          "apikey": {
            "description": "An existing key to delete in the same step.",
            "type": "string",
            "format": "password"
          },
          "expirationInDays": {
            "description": "Life of the key, in days.",
            "type": "integer"
          },
          "expirationInMonths": {
            "description": "Life of the key, in months. What both together mean is not documented.",
            "type": "integer"
          },
          "keyname": {
            "description": "A name of your choice.",
            "type": "string"
          },
          "otp": {
            "description": "Code from the authenticator app, where a second factor is set up.",
            "type": "string",
            "format": "password"
          },
          "scope": {
            "description": "What the key may do.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ApiKeyScope"
              }
            ]
          }
        }
      },
      "ApiKeyResponse": {
        "description": "Answer of `generate_api_key` and `invalidate_api_key`.",
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
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "ApiKeyScope": {
        "description": "What an API key may do: M everything, G only read, W also withdraw, N everything but withdraw.",
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
        "description": "Answer of `list_api_key_scopes`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "Letters of the scopes, keyed by name.",
            "type": "object",
            "additionalProperties": {
              "$ref": "#/components/schemas/ApiKeyScope"
            }
          },
          "message": {
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "ApiKeySecret": {
        "description": "A full API key. The API shows it once.",
        "type": "object",
        "properties": {
          "apikey": {
            "description": "The key, as the header `x-api-key` carries it.",
            "type": "string",
            "format": "password"
          }
        }
      },
      "ApiKeysResponse": {
        "description": "Answer of `list_api_keys`.",
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
            "description": "What was done, in the API's words.",
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
        "description": "What is held in one currency.",
        "type": "object",
        "properties": {
          "availableBalance": {
            "description": "What can be used, in major units of the currency.",
            "type": "number",
            "format": "decimal"
          },
          "pendingDebit": {
            "description": "What is reserved for debits under way, in major units.",
            "type": "number",
            "format": "decimal"
          }
        },
        "additionalProperties": true
      },
      "Balances": {
        "description": "What a merchant holds itself and for its customers.",
        "type": "object",
        "properties": {
          "customer": {
            "description": "All customers together, keyed by currency.",
            "type": "object",
            "additionalProperties": {
              "$ref": "#/components/schemas/Balance"
            }
          },
          "merchant": {
            "description": "The merchant itself, keyed by currency.",
            "type": "object",
            "additionalProperties": {
              "$ref": "#/components/schemas/Balance"
            }
          }
        }
      },
      "BalancesResponse": {
        "description": "Answer of `get_balances`.",
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
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "Bank": {
        "description": "A bank that can be paid into.",
        "type": "object",
        "properties": {
          "code": {
            "description": "The bank's code: 2 to 6 digits, kept as text because leading zeros count. Empty for one of staging's test banks.",
            "type": "string"
          },
          "name": {
            "description": "The bank's name.",
            "type": "string"
          }
        }
      },
      "BankAccount": {
        "description": "A virtual bank account into which a customer is paid.",
        "type": "object",
        "properties": {
          "account_name": {
            "description": "Name of the holder as the bank shows it.",
            "type": "string"
          },
          "account_number": {
            "description": "Account number; keep it as text, leading zeros count.",
            "type": "string"
          },
          "bank_code": {
            "description": "The bank's code, as `list_banks` gives it.",
            "type": "string"
          },
          "bank_name": {
            "description": "The bank's name.",
            "type": "string"
          },
          "currency": {
            "description": "Currency of the account.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredCurrency"
              }
            ]
          },
          "status": {
            "description": "State of the account.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredBankAccountStatus"
              }
            ]
          }
        },
        "additionalProperties": true
      },
      "BankAccountCurrency": {
        "description": "Currencies in which a bank account can be opened for a customer.",
        "type": "string",
        "enum": [
          "NGN",
          "KES"
        ],
        "x-partna-rust": "Currency"
      },
      "BankAccountRequest": {
        "description": "Body of `create_bank_account`.",
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
            "description": "The holder's name that the bank should show, where the bank allows one.",
            "type": "string"
          }
        }
      },
      "BankAccountsResponse": {
        "description": "Answer of `create_bank_account`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The bank accounts opened.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/BankAccount"
            }
          },
          "message": {
            "description": "What was done, in the API's words.",
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
        "description": "Answer of `list_banks`.",
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
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "BreakdownNetwork": {
        "description": "Chains and fiat rails that a breakdown can be asked to pay in from; base is missing from this list alone.",
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
        "description": "Currencies for which a mobile-money deposit has to be announced.",
        "type": "string",
        "enum": [
          "GHS",
          "KES"
        ],
        "x-partna-rust": "Currency"
      },
      "CollectionMobileNetwork": {
        "description": "Mobile carriers from which a deposit can be collected.",
        "type": "string",
        "enum": [
          "MTN",
          "TELECEL"
        ],
        "x-partna-rust": "MobileNetwork"
      },
      "CollectionRequest": {
        "description": "Body of `initiate_transfer`.",
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
            "description": "How much to collect, in major units of `currency`.",
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
            "description": "Carrier of the payer.",
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
            "description": "The caller's own reference, hex digits; 32 of them in every example.",
            "type": "string"
          }
        }
      },
      "CompleteRegistrationRequest": {
        "description": "Body of `complete_registration`.",
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
            "description": "The code that was received, 6 digits. Staging takes 123456.",
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
            "description": "Amount on the selling side, in major units of `fromCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "fromCurrency": {
            "description": "Currency sold.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredCurrency"
              }
            ]
          },
          "rate": {
            "description": "Units of the bought currency for one unit of the sold one.",
            "type": "number",
            "format": "decimal"
          },
          "toAmount": {
            "description": "Amount on the buying side, in major units of `toCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "toCurrency": {
            "description": "Currency bought.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredCurrency"
              }
            ]
          },
          "transactionReference": {
            "description": "The caller's own reference, hex digits; 32 of them in every example.",
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
        "description": "Body of `convert_currency`. Give the amount on one side, and the rate key of the pair.",
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
            "description": "Amount on the selling side, in major units of `fromCurrency`.",
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
            "description": "Key that holds the rate, from `get_rate`.",
            "type": "string"
          },
          "toAmount": {
            "description": "Amount on the buying side, in major units of `toCurrency`.",
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
            "description": "The caller's own reference, hex digits; 32 of them in every example.",
            "type": "string"
          }
        }
      },
      "ConversionResponse": {
        "description": "Answer of `convert_currency`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "What was converted.",
            "allOf": [
              {
                "$ref": "#/components/schemas/Conversion"
              }
            ]
          },
          "message": {
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "CryptoPaymentSource": {
        "description": "Where crypto deposits go: `known` is a wallet that the user names, `unknown` an address that the service makes.",
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
        "description": "A customer's bank or mobile-money account in one country. Which fields are there depends on the country.",
        "type": "object",
        "properties": {
          "mobile_network": {
            "description": "Mobile carrier; empty for a bank account.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredMobileNetwork"
              }
            ]
          },
          "shortcode": {
            "description": "Mobile-money number; empty for a bank account.",
            "type": "string"
          },
          "status": {
            "description": "State of the account.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredBankAccountStatus"
              }
            ]
          },
          "account_name": {
            "description": "Name of the holder as the bank shows it.",
            "type": "string"
          },
          "account_number": {
            "description": "Account number; keep it as text, leading zeros count.",
            "type": "string"
          },
          "bank_code": {
            "description": "The bank's code, as `list_banks` gives it.",
            "type": "string"
          },
          "bank_name": {
            "description": "The bank's name.",
            "type": "string"
          },
          "currency": {
            "description": "Currency of the account.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredCurrency"
              }
            ]
          }
        },
        "additionalProperties": true
      },
      "DepositAddress": {
        "description": "A place where money for a ledger is paid in.",
        "type": "object",
        "properties": {
          "id": {
            "description": "The address on the chain; empty for fiat ledgers without one.",
            "type": "string"
          },
          "type": {
            "description": "What kind of address it is.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredAssetType"
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
            "description": "From how many US dollars the tier applies, as text.",
            "type": "string"
          }
        }
      },
      "DiscountsResponse": {
        "description": "Answer of `list_discounts`.",
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
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "ExpireAction": {
        "description": "What becomes of a ramp whose rate key has expired when the money arrives.",
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
        "description": "The fee that a merchant takes from its customers.",
        "type": "object",
        "properties": {
          "feeAccount": {
            "description": "Account that receives it.",
            "type": "string"
          },
          "feeAmount": {
            "description": "The fee: in major units of `feeCurrency` if fixed. Whether a percentage is written 2 or 0.02 is not documented.",
            "type": "number",
            "format": "decimal"
          },
          "feeCap": {
            "description": "Most that a percentage may come to, in major units of `feeCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "feeCurrency": {
            "description": "Currency of the fee.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredCurrency"
              }
            ]
          },
          "feeType": {
            "description": "Amount or share.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredFeeType"
              }
            ]
          }
        }
      },
      "FeeType": {
        "description": "Whether a merchant fee is an amount or a share.",
        "type": "string",
        "enum": [
          "fixed",
          "percentage"
        ],
        "x-partna-rust": "FeeType"
      },
      "FiatEvent": {
        "description": "A provider event that a simulated fiat deposit can stand for.",
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
        "description": "Body of `invalidate_api_key`.",
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
        "description": "The currency that selects the country of a KYC step: KES for Kenya, NGN for Nigeria.",
        "type": "string",
        "enum": [
          "KES",
          "NGN"
        ],
        "x-partna-rust": "Currency"
      },
      "KycDispatch": {
        "description": "How the code or the payment of a KYC step goes out.",
        "type": "object",
        "properties": {
          "attempts": {
            "description": "How many attempts have been made.",
            "type": "integer"
          },
          "expectedPayment": {
            "description": "What to pay, for the method `bankdetails`.",
            "type": "string"
          },
          "maskedPhoneNumber": {
            "description": "Where the code went, partly hidden.",
            "type": "string"
          },
          "otp": {
            "description": "The code itself, seen on staging alone.",
            "type": "string",
            "format": "password"
          },
          "partnaBankDetails": {
            "description": "Where to pay, for the method `bankdetails`.",
            "type": "string"
          },
          "subscriptionId": {
            "description": "Handle of the verification under way.",
            "type": "string"
          }
        }
      },
      "KycDispatchResponse": {
        "description": "Answer of `set_kyc_verification_method` and `send_kyc_otp`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "What was sent out. Seen on staging; the vendor documents a message alone.",
            "allOf": [
              {
                "$ref": "#/components/schemas/KycDispatch"
              }
            ]
          },
          "message": {
            "description": "What was done; it may ask to confirm the phone number first.",
            "type": "string"
          }
        }
      },
      "KycDocument": {
        "description": "An identity document that is accepted when a merchant supplies KYC data itself.",
        "type": "string",
        "enum": [
          "BVN"
        ],
        "x-partna-rust": "KycDocument"
      },
      "KycMethodRequest": {
        "description": "Body of `set_kyc_verification_method` and of its older twin `send_kyc_otp`.",
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
            "description": "Code of that bank, for the method `bankdetails`.",
            "type": "string"
          },
          "currency": {
            "description": "Selects the country whose KYC is under way.",
            "allOf": [
              {
                "$ref": "#/components/schemas/KycCurrency"
              }
            ]
          },
          "verificationMethod": {
            "description": "One of the methods that `start_kyc` offered.",
            "allOf": [
              {
                "$ref": "#/components/schemas/KycVerificationMethod"
              }
            ]
          }
        }
      },
      "KycMethods": {
        "description": "The ways of verification open to a customer.",
        "type": "object",
        "properties": {
          "methods": {
            "description": "Choose one, and name it in `set_kyc_verification_method`.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/VerificationOption"
            }
          }
        }
      },
      "KycMethodsResponse": {
        "description": "Answer of `start_kyc`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "How the customer can go on.",
            "allOf": [
              {
                "$ref": "#/components/schemas/KycMethods"
              }
            ]
          },
          "message": {
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "KycOtpRequest": {
        "description": "Body of `confirm_kyc_otp`.",
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
            "description": "Selects the country whose KYC is confirmed. Optional by the document, and sent by every known client.",
            "allOf": [
              {
                "$ref": "#/components/schemas/KycCurrency"
              }
            ]
          },
          "otp": {
            "description": "The code that was received, 6 digits. Staging takes 123456.",
            "type": "string",
            "format": "password"
          }
        }
      },
      "KycPhoneRequest": {
        "description": "Body of `confirm_kyc_phone`.",
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
            "description": "Phone number on the BVN record in local form, 11 digits from 0. Staging knows 08030013843.",
            "type": "string"
          }
        }
      },
      "KycRecord": {
        "description": "What is known of a customer's identity in one country. Which fields are there depends on the country.",
        "type": "object",
        "properties": {
          "mobile_network": {
            "description": "Mobile carrier of the number below.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredMobileNetwork"
              }
            ]
          },
          "shortcode": {
            "description": "Kenyan phone number that was verified.",
            "type": "string"
          },
          "status": {
            "description": "State of the record.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredKycStatus"
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
        "description": "Body of `start_kyc`. Nigeria takes `bvn`; Kenya takes `kesMobileNetwork` and `kesShortcode`.",
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
            "description": "Bank verification number of 11 digits, for Nigeria. On staging any 11 digits do.",
            "type": "string",
            "format": "password"
          },
          "kesMobileNetwork": {
            "description": "Mobile carrier, for Kenya: the carrier's name, not that of its payment product.",
            "type": "string"
          },
          "kesShortcode": {
            "description": "Kenyan phone number of 10 digits beginning with 07.",
            "type": "string"
          }
        }
      },
      "KycVerificationMethod": {
        "description": "Ways in which a customer proves to be the owner of a BVN or phone number.",
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
        "description": "One currency of an account: what it holds and where deposits go.",
        "type": "object",
        "properties": {
          "accountName": {
            "description": "Name of the Partna account: 2 to 40 lower-case letters and digits.",
            "type": "string"
          },
          "asset": {
            "description": "Where to pay in. For USD the position matters: 0 is EVM and Celo, 1 Tron, 2 Solana (`assetIndex` of a supported asset).",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DepositAddress"
            }
          },
          "balance": {
            "description": "What the ledger holds, in major units of its currency.",
            "type": "number",
            "format": "decimal"
          },
          "pendingDebit": {
            "description": "What is reserved for debits under way, in major units.",
            "type": "number",
            "format": "decimal"
          }
        },
        "additionalProperties": true
      },
      "MerchantKycRequest": {
        "description": "Body of `complete_kyc`.",
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
            "description": "Gender as on the document.",
            "allOf": [
              {
                "$ref": "#/components/schemas/Gender"
              }
            ]
          },
          "kycDocument": {
            "description": "Kind of the document.",
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
        "description": "An answer that carries no data, only a sentence.",
        "type": "object",
        "properties": {
          "message": {
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "MfaConfirmationRequest": {
        "description": "Body of `confirm_mfa`.",
        "type": "object",
        "properties": {
          "token": {
            "description": "Code of 6 digits from the authenticator app. The API marks it optional although nothing else is in the body.",
            "type": "string",
            "format": "password"
          }
        }
      },
      "MfaDisableRequest": {
        "description": "Body of `disable_mfa`.",
        "type": "object",
        "properties": {
          "accountName": {
            "description": "Name of the Partna account: 2 to 40 lower-case letters and digits.",
            "type": "string"
          },
          "token": {
            "description": "Code of 6 digits from the authenticator app. Callers with an API key have none to give.",
            "type": "string",
            "format": "password"
          }
        }
      },
      "MfaEnrollment": {
        "description": "The secrets of a new second factor. They are shown once.",
        "type": "object",
        "properties": {
          "qrCode": {
            "description": "Picture of the secret as a data URI, to be scanned.",
            "type": "string",
            "format": "password"
          },
          "recoveryPhrases": {
            "description": "Codes that stand in for a lost device.",
            "type": "array",
            "items": {
              "type": "string",
              "format": "password"
            }
          },
          "secret": {
            "description": "The shared secret in base32, to be typed in.",
            "type": "string",
            "format": "password"
          }
        }
      },
      "MfaEnrollmentResponse": {
        "description": "Answer of `enroll_mfa`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "What the authenticator app needs.",
            "allOf": [
              {
                "$ref": "#/components/schemas/MfaEnrollment"
              }
            ]
          },
          "message": {
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "MfaStatus": {
        "description": "Whether a second factor is set up.",
        "type": "object",
        "properties": {
          "enrolled": {
            "description": "True once it is.",
            "type": "boolean"
          }
        }
      },
      "MfaStatusResponse": {
        "description": "Answer of `get_mfa_status`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The state of the second factor.",
            "allOf": [
              {
                "$ref": "#/components/schemas/MfaStatus"
              }
            ]
          },
          "message": {
            "description": "What was done, in the API's words.",
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
        "description": "Chains and fiat rails of a simulated deposit.",
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
        "description": "Body of `create_mock_deposit`. Which fields are needed depends on the currency.",
        "type": "object",
        "properties": {
          "accountName": {
            "description": "Name of the Partna account: 2 to 40 lower-case letters and digits.",
            "type": "string"
          },
          "amount": {
            "description": "How much arrives, in major units of `currency`.",
            "type": "number",
            "format": "decimal"
          },
          "confirmations": {
            "description": "How many confirmations the chain is said to have.",
            "type": "integer"
          },
          "currency": {
            "description": "Currency that arrives.",
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
            "description": "Address that the money comes from.",
            "type": "string"
          },
          "isRamp": {
            "description": "True if the deposit pays for a ramp.",
            "type": "boolean"
          },
          "network": {
            "description": "Chain or rail on which it arrives.",
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
            "description": "Bank account that the money comes from, for fiat.",
            "type": "string"
          },
          "transactionID": {
            "description": "Identifier of the transaction at the provider.",
            "type": "string"
          },
          "txHash": {
            "description": "Hash of the transaction on the chain.",
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
        "description": "Body of `create_mock_fiat_deposit`.",
        "type": "object",
        "required": [
          "accountName",
          "amount",
          "currency"
        ],
        "properties": {
          "accountName": {
            "description": "The account that receives the deposit. Use the account's own name, not the placeholder that staging shows in ramps.",
            "type": "string"
          },
          "amount": {
            "description": "How much arrives, in naira.",
            "type": "number",
            "format": "decimal"
          },
          "currency": {
            "description": "Currency that arrives.",
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
            "description": "When it was made, in Unix seconds.",
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
        "description": "Answer of `get_my_profile`.",
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
            "description": "What was done, in the API's words.",
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
            "description": "How much is owed, in major units of a currency that is not documented.",
            "type": "number",
            "format": "decimal"
          },
          "username": {
            "description": "The merchant.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "PendingPricingResponse": {
        "description": "Answer of `get_pending_pricing`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "What is owed.",
            "allOf": [
              {
                "$ref": "#/components/schemas/PendingPricing"
              }
            ]
          },
          "message": {
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "PermissionSet": {
        "description": "A named set of permissions.",
        "type": "object",
        "properties": {
          "description": {
            "description": "What the set is for.",
            "type": "string"
          },
          "name": {
            "description": "Name of the set.",
            "type": "string"
          },
          "permissions": {
            "description": "The permissions in it.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AdminRole"
            }
          }
        }
      },
      "PermissionsResponse": {
        "description": "Answer of `list_permissions`.",
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
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "PhoneConfirmationResponse": {
        "description": "Answer of `confirm_phone`.",
        "type": "object",
        "properties": {
          "messagge": {
            "description": "What was done. The field is spelt with a double g on the wire.",
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
            "description": "The numbers, each with the `phoneID` that a ramp in KES takes.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PhoneRecord"
            }
          }
        }
      },
      "PhoneOtpRequest": {
        "description": "Body of `confirm_phone`.",
        "type": "object",
        "required": [
          "otp",
          "phoneID"
        ],
        "properties": {
          "otp": {
            "description": "The code that was received, 6 digits. Staging takes 123456.",
            "type": "string",
            "format": "password"
          },
          "phoneID": {
            "description": "Handle of the phone number, 32 hex digits.",
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
                "$ref": "#/components/schemas/AnsweredCountry"
              }
            ]
          },
          "mobileNetwork": {
            "description": "Carrier of the number.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredMobileNetwork"
              }
            ]
          },
          "phoneID": {
            "description": "Handle of the phone number, 32 hex digits.",
            "type": "string"
          },
          "phoneNumber": {
            "description": "Phone number.",
            "type": "string"
          }
        }
      },
      "PhoneRegistration": {
        "description": "A phone number that waits to be verified.",
        "type": "object",
        "properties": {
          "maskedPhoneNumber": {
            "description": "The number, partly hidden.",
            "type": "string"
          },
          "methods": {
            "description": "How it can be verified.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/VerificationOption"
            }
          },
          "phoneID": {
            "description": "Handle of the phone number, 32 hex digits.",
            "type": "string"
          }
        }
      },
      "PhoneRegistrationResponse": {
        "description": "Answer of `register_phone`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The number registered.",
            "allOf": [
              {
                "$ref": "#/components/schemas/PhoneRegistration"
              }
            ]
          },
          "message": {
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "PhoneRequest": {
        "description": "Body of `register_phone`.",
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
            "description": "Carrier of the number.",
            "type": "string"
          },
          "phoneNumber": {
            "description": "Phone number.",
            "type": "string"
          }
        }
      },
      "PhoneVerification": {
        "description": "A verification of a phone number under way.",
        "type": "object",
        "properties": {
          "maskedPhoneNumber": {
            "description": "The number, partly hidden.",
            "type": "string"
          },
          "phoneID": {
            "description": "Handle of the phone number, 32 hex digits.",
            "type": "string"
          }
        }
      },
      "PhoneVerificationMethod": {
        "description": "Ways to verify a phone number: the API sends the code, or the customer does.",
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
        "description": "Body of `verify_phone`.",
        "type": "object",
        "required": [
          "phoneID",
          "verificationMethod"
        ],
        "properties": {
          "phoneID": {
            "description": "Handle of the phone number, 32 hex digits.",
            "type": "string"
          },
          "verificationMethod": {
            "description": "Who sends the code.",
            "allOf": [
              {
                "$ref": "#/components/schemas/PhoneVerificationMethod"
              }
            ]
          }
        }
      },
      "PhoneVerificationResponse": {
        "description": "Answer of `verify_phone`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The verification under way.",
            "allOf": [
              {
                "$ref": "#/components/schemas/PhoneVerification"
              }
            ]
          },
          "message": {
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "PhonesResponse": {
        "description": "Answer of `list_phones`.",
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
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "PreorderReceipt": {
        "description": "Proof of a conversion ordered ahead.",
        "type": "object",
        "properties": {
          "transactionReference": {
            "description": "The caller's own reference, hex digits; 32 of them in every example.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "PreorderRequest": {
        "description": "Body of `preorder_conversion`.",
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
            "description": "Amount on the selling side, in major units of `fromCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "rateKey": {
            "description": "Key that holds the rate, from `get_rate`.",
            "type": "string"
          },
          "transactionReference": {
            "description": "The caller's own reference, hex digits; 32 of them in every example.",
            "type": "string"
          }
        }
      },
      "PreorderResponse": {
        "description": "Answer of `preorder_conversion`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The reference under which the order stands.",
            "allOf": [
              {
                "$ref": "#/components/schemas/PreorderReceipt"
              }
            ]
          },
          "message": {
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "PricingAction": {
        "description": "What a pricing trigger sets off.",
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
        "description": "A boolean as it travels in a query string.",
        "type": "string",
        "enum": [
          "true",
          "false"
        ],
        "x-partna-rust": "bool"
      },
      "Ramp": {
        "description": "A ramp as it stands. Bank fields belong to offramps, `address` to onramps.",
        "type": "object",
        "properties": {
          "address": {
            "description": "Address that an onramp pays out to.",
            "type": "string"
          },
          "bankAccountName": {
            "description": "Holder of the bank account that an offramp pays out to.",
            "type": "string"
          },
          "bankAccountNumber": {
            "description": "Number of that account.",
            "type": "string"
          },
          "bankName": {
            "description": "Bank of that account.",
            "type": "string"
          },
          "confirmed": {
            "description": "Whether the ramp was confirmed. Seen false on completed ramps: go by `status`.",
            "type": "boolean"
          },
          "createdAt": {
            "description": "When it was made, in Unix seconds.",
            "type": "integer",
            "format": "unix-seconds"
          },
          "expireAction": {
            "description": "What happens once the rate key has expired.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredExpireAction"
              }
            ]
          },
          "expiredAt": {
            "description": "When the ramp expires, in Unix seconds.",
            "type": "integer",
            "format": "unix-seconds"
          },
          "fromAmount": {
            "description": "Amount on the selling side, in major units of `fromCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "fromCurrency": {
            "description": "Currency paid in.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredCurrency"
              }
            ]
          },
          "fromNetwork": {
            "description": "Chain or rail paid in on.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredNetwork"
              }
            ]
          },
          "initialRate": {
            "description": "Rate when the ramp was made: units of `toCurrency` for one unit of `fromCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "processedRate": {
            "description": "Rate at which it was carried out, in the same direction.",
            "type": "number",
            "format": "decimal"
          },
          "rampReference": {
            "description": "The caller's own reference, hex digits; 32 of them in every example.",
            "type": "string"
          },
          "status": {
            "description": "State of the ramp.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredRampStatus"
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
                "$ref": "#/components/schemas/AnsweredCurrency"
              }
            ]
          },
          "toNetwork": {
            "description": "Chain or rail paid out on.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredNetwork"
              }
            ]
          },
          "totalFeesInFromCurrency": {
            "description": "All fees, in major units of `fromCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "totalFeesInToCurrency": {
            "description": "All fees, in major units of `toCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "type": {
            "description": "Direction of the ramp.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredRampType"
              }
            ]
          }
        },
        "additionalProperties": true
      },
      "RampBreakdown": {
        "description": "What a ramp would cost. All fees together are deposit, merchant and withdrawal fee added up.",
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
            "description": "Share taken as deposit fee, as a fraction: 0.02 is 2 %.",
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
            "description": "Share taken as merchant fee, as a fraction: 0.02 is 2 %.",
            "type": "number",
            "format": "decimal"
          },
          "NetAmountInToCurrency": {
            "description": "What arrives after fees, in major units of the currency paid out.",
            "type": "number",
            "format": "decimal"
          },
          "Rate": {
            "description": "Units of the currency paid out for one unit of the currency paid in.",
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
            "description": "All fees, in major units of the currency paid in.",
            "type": "number",
            "format": "decimal"
          },
          "TotalFeesInToCurrency": {
            "description": "All fees, in major units of the currency paid out.",
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
        "description": "Body of `get_ramp_breakdown`. Give an amount on one side.",
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
            "description": "The Partna account, not the holder of a bank account.",
            "type": "string"
          },
          "accountNumber": {
            "description": "Bank account that would be paid out to.",
            "type": "string"
          },
          "bankCode": {
            "description": "Bank of that account.",
            "type": "string"
          },
          "cryptoAddress": {
            "description": "Address that would be paid out to.",
            "type": "string"
          },
          "fromAmount": {
            "description": "Amount to pay in, in major units of `fromCurrency`. Give this or `toAmount`.",
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
            "description": "Chain or rail to pay in on.",
            "allOf": [
              {
                "$ref": "#/components/schemas/BreakdownNetwork"
              }
            ]
          },
          "rateKey": {
            "description": "Key that holds the rate, from `get_rate`.",
            "type": "string"
          },
          "toAmount": {
            "description": "Amount to pay out, in major units of `toCurrency`. Give this or `fromAmount`.",
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
            "description": "Chain or rail to pay out on.",
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
        "description": "Answer of `get_ramp_breakdown`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The fees, part by part.",
            "allOf": [
              {
                "$ref": "#/components/schemas/RampBreakdown"
              }
            ]
          },
          "message": {
            "description": "What was done, in the API's words.",
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
        "description": "Chains and fiat rails that a ramp pays in from or out to.",
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
        "description": "A ramp just made: where the customer pays in and what is paid out. For an offramp the deposit address is not in the API's document; whatever it sends is kept in `extra`.",
        "type": "object",
        "properties": {
          "accountName": {
            "description": "Holder of the bank account to pay into. On staging a placeholder.",
            "type": "string"
          },
          "accountNumber": {
            "description": "Bank account to pay into, for an onramp.",
            "type": "string"
          },
          "bankName": {
            "description": "Bank of that account.",
            "type": "string"
          },
          "currentRate": {
            "description": "Units of `toCurrency` for one unit of `fromCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "discountApplied": {
            "description": "Discount that was applied, as text.",
            "type": "string"
          },
          "expiryDate": {
            "description": "Until when the ramp waits for the money, in Unix seconds.",
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
                "$ref": "#/components/schemas/AnsweredCurrency"
              }
            ]
          },
          "fromNetwork": {
            "description": "Chain or rail to pay in on.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredNetwork"
              }
            ]
          },
          "rampReference": {
            "description": "The caller's own reference, hex digits; 32 of them in every example.",
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
                "$ref": "#/components/schemas/AnsweredCurrency"
              }
            ]
          },
          "toNetwork": {
            "description": "Chain or rail paid out on.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredNetwork"
              }
            ]
          },
          "totalFeesInFromCurrency": {
            "description": "All fees, in major units of `fromCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "totalFeesInToCurrency": {
            "description": "All fees, in major units of `toCurrency`.",
            "type": "number",
            "format": "decimal"
          }
        },
        "additionalProperties": true
      },
      "RampOrderResponse": {
        "description": "Answer of `create_ramp`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "Where to pay, and what will come of it.",
            "allOf": [
              {
                "$ref": "#/components/schemas/RampOrder"
              }
            ]
          },
          "message": {
            "description": "What was done.",
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
            "description": "Number of this page, from 1.",
            "type": "integer"
          },
          "perPage": {
            "description": "How many entries a page holds.",
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
            "description": "How many ramps there are on all pages.",
            "type": "integer"
          }
        }
      },
      "RampRequest": {
        "description": "Body of `create_ramp`. Give an amount on one side; which other fields are needed depends on the direction and the networks.",
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
            "description": "The Partna account that the ramp belongs to, not the holder of a bank account.",
            "type": "string"
          },
          "accountNumber": {
            "description": "Bank account to pay out to, for an offramp to NGN.",
            "type": "string"
          },
          "bankCode": {
            "description": "Bank of that account, as `list_banks` gives it.",
            "type": "string"
          },
          "cancelPendingRampRequest": {
            "description": "True replaces a ramp that is still pending; an account may have one at a time. The API's default is false.",
            "type": "boolean"
          },
          "cryptoAddress": {
            "description": "Address to pay out to, for an onramp.",
            "type": "string"
          },
          "expireAction": {
            "description": "What to do once the rate key has expired. The API's default is `useCurrentRate`.",
            "allOf": [
              {
                "$ref": "#/components/schemas/ExpireAction"
              }
            ]
          },
          "fromAmount": {
            "description": "Amount to pay in, in major units of `fromCurrency`. Give this or `toAmount`.",
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
            "description": "Chain or rail to pay in on.",
            "allOf": [
              {
                "$ref": "#/components/schemas/RampNetwork"
              }
            ]
          },
          "mobileNetwork": {
            "description": "Mobile carrier; needed when `toNetwork` is `kenyanshilling`.",
            "allOf": [
              {
                "$ref": "#/components/schemas/MobileNetwork"
              }
            ]
          },
          "paymentNetwork": {
            "description": "Mobile-money rail; needed when `toNetwork` is `kenyanshilling`.",
            "allOf": [
              {
                "$ref": "#/components/schemas/PaymentNetwork"
              }
            ]
          },
          "phoneID": {
            "description": "Verified phone number that pays in KES, as `list_phones` gives it.",
            "type": "string"
          },
          "rampExpTime": {
            "description": "How long the ramp waits for the money, in seconds. The API's default is 3600.",
            "type": "integer"
          },
          "rampReference": {
            "description": "The caller's own reference, hex digits; 32 of them in every example.",
            "type": "string"
          },
          "rateKey": {
            "description": "Key that holds the rate, from `get_rate`.",
            "type": "string"
          },
          "sendingAddress": {
            "description": "The customer's own address, to send from or to receive at.",
            "type": "string"
          },
          "shortcode": {
            "description": "Mobile-money number, till or pay bill; needed when `toNetwork` is `kenyanshilling`.",
            "type": "string"
          },
          "toAmount": {
            "description": "Amount to pay out, in major units of `toCurrency`. Give this or `fromAmount`.",
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
            "description": "Chain or rail to pay out on.",
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
        "description": "Direction of a ramp: fiatToCrypto is an onramp, cryptoToFiat an offramp.",
        "type": "string",
        "enum": [
          "fiatToCrypto",
          "cryptoToFiat"
        ],
        "x-partna-rust": "RampType"
      },
      "RampsResponse": {
        "description": "Answer of `list_ramps`.",
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
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "Rate": {
        "description": "The price of one currency in another, with the key that holds it for a short while.",
        "type": "object",
        "properties": {
          "fromAmount": {
            "description": "Amount on the selling side, in major units of `fromCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "fromCurrency": {
            "description": "Currency sold.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredCurrency"
              }
            ]
          },
          "key": {
            "description": "The rate key to pass on as `rateKey`. The trailing number looks like its expiry in Unix seconds, about 120 seconds away.",
            "type": "string"
          },
          "rate": {
            "description": "Units of the bought currency for one unit of the sold one.",
            "type": "number",
            "format": "decimal"
          },
          "toAmount": {
            "description": "Amount on the buying side, in major units of `toCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "toCurrency": {
            "description": "Currency bought.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredCurrency"
              }
            ]
          }
        },
        "additionalProperties": true
      },
      "RateKeyResponse": {
        "description": "Answer of `verify_rate_key`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The state of the key.",
            "allOf": [
              {
                "$ref": "#/components/schemas/RateKeyStatus"
              }
            ]
          },
          "message": {
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "RateKeyStatus": {
        "description": "Whether a rate key can still be used.",
        "type": "object",
        "properties": {
          "isExp": {
            "description": "True once the key has expired.",
            "type": "boolean"
          },
          "isValid": {
            "description": "True while the key can be used.",
            "type": "boolean"
          }
        }
      },
      "RateTable": {
        "description": "Rates by pair.",
        "type": "object",
        "properties": {
          "rate": {
            "description": "Rates, keyed `FROM_to_TO`. Both directions, and more pairs than asked for, may be there: look up the exact pair.",
            "type": "object",
            "additionalProperties": {
              "$ref": "#/components/schemas/Rate"
            }
          }
        }
      },
      "RatesResponse": {
        "description": "Answer of `get_rate`.",
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
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "RegisterAccountRequest": {
        "description": "Body of `register_account`.",
        "type": "object",
        "properties": {
          "accountName": {
            "description": "Name for the new account, by which every later call addresses it.",
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
        "description": "Answer of `complete_registration`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "What the registration led to.",
            "allOf": [
              {
                "$ref": "#/components/schemas/RegistrationReceipt"
              }
            ]
          },
          "message": {
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "RegistrationType": {
        "description": "Whether customers may register accounts with a merchant by themselves.",
        "type": "string",
        "enum": [
          "open",
          "closed"
        ],
        "x-partna-rust": "RegistrationType"
      },
      "ResolveBankAccountRequest": {
        "description": "Body of `resolve_bank_account`.",
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
            "description": "The bank's code, as `list_banks` gives it. Required for KES too.",
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
            "description": "Mobile-money number, for KES. Written with a capital C here alone.",
            "type": "string"
          }
        }
      },
      "ResolvedBankAccount": {
        "description": "Who holds a bank account.",
        "type": "object",
        "properties": {
          "accountName": {
            "description": "Name of the holder as the bank has it.",
            "type": "string"
          },
          "accountNumber": {
            "description": "The account number looked up.",
            "type": "string"
          }
        }
      },
      "ResolvedBankAccountResponse": {
        "description": "Answer of `resolve_bank_account`.",
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
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "Settings": {
        "description": "A merchant's settings.",
        "type": "object",
        "properties": {
          "autoMoveDeposit": {
            "description": "Whether deposits of customers go straight to the merchant's main account.",
            "type": "boolean"
          },
          "cryptoPaymentSource": {
            "description": "Where crypto deposits go.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredCryptoPaymentSource"
              }
            ]
          },
          "fees": {
            "description": "The fee that the merchant takes.",
            "allOf": [
              {
                "$ref": "#/components/schemas/FeeSettings"
              }
            ]
          },
          "registrationType": {
            "description": "Who may register accounts.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredRegistrationType"
              }
            ]
          }
        }
      },
      "SettingsRequest": {
        "description": "Body of `update_settings`. What is left out stays as it is.",
        "type": "object",
        "properties": {
          "autoMoveDeposit": {
            "description": "True sends deposits of customers straight to the merchant's main account. The API's default is false.",
            "type": "boolean"
          },
          "cryptoPaymentSource": {
            "description": "Where crypto deposits go. The API's default is `known`.",
            "allOf": [
              {
                "$ref": "#/components/schemas/CryptoPaymentSource"
              }
            ]
          },
          "feeAccount": {
            "description": "Account that receives the fee; it has to exist.",
            "type": "string"
          },
          "feeAmount": {
            "description": "The fee: in major units of `feeCurrency` if fixed. Whether a percentage is written 2 or 0.02 is not documented. Goes together with `feeCurrency` and `feeType`.",
            "type": "number",
            "format": "decimal"
          },
          "feeCap": {
            "description": "Most that a percentage may come to, in major units of `feeCurrency`.",
            "type": "number",
            "format": "decimal"
          },
          "feeCurrency": {
            "description": "Currency of the fee. Goes together with `feeAmount` and `feeType`.",
            "allOf": [
              {
                "$ref": "#/components/schemas/FeeCurrency"
              }
            ]
          },
          "feeType": {
            "description": "Amount or share. Goes together with `feeAmount` and `feeCurrency`.",
            "allOf": [
              {
                "$ref": "#/components/schemas/FeeType"
              }
            ]
          },
          "registrationType": {
            "description": "Who may register accounts.",
            "allOf": [
              {
                "$ref": "#/components/schemas/RegistrationType"
              }
            ]
          }
        }
      },
      "SettingsResponse": {
        "description": "Answer of `get_settings`.",
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
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "SupportedAsset": {
        "description": "A currency on a network.",
        "type": "object",
        "properties": {
          "assetIndex": {
            "description": "Position of its deposit address in the `asset` list of the ledger.",
            "type": "integer"
          },
          "contractAddress": {
            "description": "Address of the token's contract; empty for a native coin or fiat.",
            "type": "string"
          },
          "decimals": {
            "description": "How many decimals the token has.",
            "type": "integer"
          },
          "destinationCurrency": {
            "description": "Ledger that a deposit is credited to.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredCurrency"
              }
            ]
          },
          "faucets": {
            "description": "Where to get test coins, on staging.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "minimumWithdrawal": {
            "description": "Least amount that can be withdrawn, in major units.",
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
            "description": "Fee for a withdrawal, in major units.",
            "type": "number",
            "format": "decimal"
          }
        },
        "additionalProperties": true
      },
      "SupportedAssets": {
        "description": "The same assets twice, sorted by currency and by network.",
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
            "description": "Assets, keyed by network and then by currency. Spelt with a capital W on the wire.",
            "type": "object",
            "additionalProperties": {
              "$ref": "#/components/schemas/CurrenciesOfNetwork"
            }
          }
        }
      },
      "SupportedAssetsResponse": {
        "description": "Answer of `list_supported_assets`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The assets, in two orders.",
            "allOf": [
              {
                "$ref": "#/components/schemas/SupportedAssets"
              }
            ]
          },
          "message": {
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "SupportedKycMethods": {
        "description": "The ways of verification that a country offers.",
        "type": "object",
        "properties": {
          "country": {
            "description": "The country.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredCountry"
              }
            ]
          },
          "methods": {
            "description": "Names of the methods.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AnsweredVerificationMethod"
            }
          }
        }
      },
      "SupportedKycMethodsResponse": {
        "description": "Answer of `list_kyc_methods`.",
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
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "Transaction": {
        "description": "A transaction in the list.",
        "type": "object",
        "properties": {
          "amount": {
            "description": "How much was moved, in major units of `currency`.",
            "type": "number",
            "format": "decimal"
          },
          "currency": {
            "description": "Currency moved.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredCurrency"
              }
            ]
          },
          "date": {
            "description": "When, as RFC 3339 text.",
            "type": "string"
          },
          "fromAccount": {
            "description": "Account debited.",
            "type": "string"
          },
          "fromTo": {
            "description": "Undocumented; in the one example it is the account debited.",
            "type": "string"
          },
          "fromUser": {
            "description": "Merchant debited.",
            "type": "string"
          },
          "status": {
            "description": "State of the transaction.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredTransactionStatus"
              }
            ]
          },
          "timestamp": {
            "description": "When, in Unix seconds.",
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
            "description": "The caller's own reference, hex digits; 32 of them in every example.",
            "type": "string"
          },
          "transactionType": {
            "description": "Kind of the transaction.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredTransactionType"
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
        "description": "A single transaction. Its fields have other names than in the list.",
        "type": "object",
        "properties": {
          "UTCTimestamp": {
            "description": "When, as RFC 3339 text.",
            "type": "string"
          },
          "amount": {
            "description": "How much was moved, in major units of `currency`.",
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
                "$ref": "#/components/schemas/AnsweredCurrency"
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
            "description": "State of the transaction.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredTransactionStatus"
              }
            ]
          },
          "timestamp": {
            "description": "When, in Unix seconds.",
            "type": "integer",
            "format": "unix-seconds"
          },
          "transactionReference": {
            "description": "The caller's own reference, hex digits; 32 of them in every example.",
            "type": "string"
          },
          "transactionType": {
            "description": "Kind of the transaction.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredTransactionType"
              }
            ]
          }
        },
        "additionalProperties": true
      },
      "TransactionDetailsResponse": {
        "description": "Answer of `get_transaction`.",
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
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "TransactionKind": {
        "description": "A kind of transaction by which the list is filtered. It is not `TransactionType`, which responses have, and its values are documented for the filter alone: compare the text of a response.",
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
        "description": "The state of a transaction.",
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
        "description": "Answer of `list_transactions`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The transactions. There is no page and no total: narrow the time window instead.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Transaction"
            }
          },
          "message": {
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "TransferCurrency": {
        "description": "Ledger currencies that can be moved between accounts.",
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
        "description": "What the API adds about a transfer. Documented as an empty object; whatever it sends is kept.",
        "type": "object",
        "additionalProperties": true
      },
      "TransferRequest": {
        "description": "Body of `create_transfer`.",
        "type": "object",
        "required": [
          "toAccount"
        ],
        "properties": {
          "amount": {
            "description": "How much to move, in major units of `currency`.",
            "type": "number",
            "format": "decimal"
          },
          "currency": {
            "description": "Currency to move.",
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
            "description": "The caller's own reference, hex digits; 32 of them in every example.",
            "type": "string"
          }
        }
      },
      "TransferResponse": {
        "description": "Answer of `create_transfer`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "Nothing so far.",
            "allOf": [
              {
                "$ref": "#/components/schemas/TransferReceipt"
              }
            ]
          },
          "message": {
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "UserActivationRequest": {
        "description": "Body of `activate_user`.",
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
            "description": "When it was made, in Unix seconds.",
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
              "$ref": "#/components/schemas/AnsweredCountry"
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
        "description": "Answer of `get_user_profile`.",
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
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "UserRequest": {
        "description": "Body of `update_user`.",
        "type": "object",
        "properties": {
          "callbackUrl": {
            "description": "Where the API sends callbacks.",
            "type": "string"
          },
          "endpointId": {
            "description": "Endpoint to use.",
            "type": "string"
          }
        }
      },
      "VerificationOption": {
        "description": "One way of verification.",
        "type": "object",
        "properties": {
          "hint": {
            "description": "What happens if it is chosen, in words for the customer.",
            "type": "string"
          },
          "method": {
            "description": "Its name in later calls.",
            "allOf": [
              {
                "$ref": "#/components/schemas/AnsweredVerificationMethod"
              }
            ]
          }
        }
      },
      "Webhook": {
        "description": "Where events are delivered.",
        "type": "object",
        "properties": {
          "url": {
            "description": "The address; empty if none is set.",
            "type": "string"
          }
        }
      },
      "WebhookRequest": {
        "description": "Body of `set_webhook`.",
        "type": "object",
        "properties": {
          "url": {
            "description": "Address that takes events by POST and answers 200 at once.",
            "type": "string"
          }
        }
      },
      "WebhookResponse": {
        "description": "Answer of `get_webhook`.",
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
            "description": "What was done, in the API's words.",
            "type": "string"
          }
        }
      },
      "WhitelistRequest": {
        "description": "Body of `add_whitelisted_ips`.",
        "type": "object",
        "required": [
          "ipAddresses"
        ],
        "properties": {
          "ipAddresses": {
            "description": "Addresses to add.",
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
        "description": "Answer of `list_whitelisted_ips`.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The addresses.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "message": {
            "description": "What was done, in the API's words.",
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
        "description": "A chain for crypto withdrawals, or a mobile-money rail for withdrawals in KES.",
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
        "description": "Body of `create_withdrawal`. Which fields are needed depends on `type`: `address` and `network` for crypto, bank or mobile-money fields for fiat.",
        "type": "object",
        "required": [
          "fromAccount"
        ],
        "properties": {
          "accountNumber": {
            "description": "Bank account to pay, for NGN and GHS.",
            "type": "string"
          },
          "address": {
            "description": "Address to pay, for crypto.",
            "type": "string"
          },
          "amount": {
            "description": "How much to withdraw, in major units of `currency`.",
            "type": "number",
            "format": "decimal"
          },
          "bankCode": {
            "description": "Bank of that account, as `list_banks` gives it.",
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
            "description": "Chain, or mobile-money rail for KES.",
            "allOf": [
              {
                "$ref": "#/components/schemas/WithdrawalNetwork"
              }
            ]
          },
          "otp": {
            "description": "Code from the authenticator app. Only sessions of the dashboard need it, API keys do not.",
            "type": "string",
            "format": "password"
          },
          "shortcode": {
            "description": "Mobile-money number of the recipient, for KES.",
            "type": "string"
          },
          "transactionReference": {
            "description": "The caller's own reference, hex digits; 32 of them in every example.",
            "type": "string"
          },
          "type": {
            "description": "What kind of asset is withdrawn.",
            "allOf": [
              {
                "$ref": "#/components/schemas/WithdrawalType"
              }
            ]
          }
        }
      },
      "WithdrawalType": {
        "description": "What kind of asset is withdrawn.",
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
        "description": "The API key. Staging and production have their own."
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
